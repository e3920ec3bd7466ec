using System.Collections.Concurrent;

namespace Dressora.Testing;

/// <summary>Remembers every event that a test host delivered.</summary>
internal sealed class RecordedEvents : ICreditEventHandler
{
    private readonly ConcurrentQueue<CreditEvent> _heard = new();

    /// <summary>Gets them, oldest first.</summary>
    public IReadOnlyList<CreditEvent> Heard => [.. _heard];

    public Task HandleAsync(CreditEvent happened, CancellationToken cancellationToken)
    {
        _heard.Enqueue(happened);
        return Task.CompletedTask;
    }
}
