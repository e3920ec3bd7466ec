using System.Collections.Concurrent;
using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>A scripted provider that wants inputs as files of its own first.</summary>
internal sealed class StagingProvider(ScriptedProvider inner) : IGenerationProvider, IInputStaging
{
    private readonly ConcurrentDictionary<string, bool> _copies = new(StringComparer.Ordinal);

    public ProviderDescriptor Descriptor { get; } = inner.Descriptor with { Inputs = InputTransport.Staged };

    /// <summary>Gets how many copies it has at the moment.</summary>
    public int Copies => _copies.Count;

    public Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default) =>
        inner.CreateTaskAsync(request, cancellationToken);

    public Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) => inner.GetTaskAsync(id, cancellationToken);

    public Task<ProviderTaskId?> FindTaskAsync(AttemptId attempt, CancellationToken cancellationToken = default) =>
        inner.FindTaskAsync(attempt, cancellationToken);

    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default) =>
        inner.HandleCallbackAsync(callback, cancellationToken);

    public Task<CancelAnswer> CancelTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) =>
        inner.CancelTaskAsync(id, cancellationToken);

    public Task<StagedInput> StageAsync(string name, ProviderInput input, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _copies[name] = true;
        return Task.FromResult(new StagedInput(name, new Uri($"https://files.example.com/{name}"), null));
    }

    public Task DiscardAsync(string name, string? reference, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _copies.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
