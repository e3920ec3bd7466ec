using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dressora.Events;

/// <summary>
/// Takes events from the outbox to those who listen. Without threads or timers, so that a test
/// can turn it by hand.
/// </summary>
internal sealed partial class CreditEventDispatcher(
    ICreditLedger ledger, IServiceScopeFactory scopes, ILogger<CreditEventDispatcher> logger)
{
    private const int LeasesMax = 50;
    private const int TriesMax = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromHours(1);

    /// <summary>Delivers what is due, once.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (ledger.Outbox is not { } outbox)
        {
            return false;
        }

        var leased = await outbox.LeaseAsync(LeasesMax, Lease, cancellationToken).ConfigureAwait(false);
        foreach (var message in leased)
        {
            await DeliverAsync(outbox, message, cancellationToken).ConfigureAwait(false);
        }

        return leased.Count > 0;
    }

    private async Task DeliverAsync(ICreditOutbox outbox, OutboxEvent message, CancellationToken cancellationToken)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using var disposal = scope.ConfigureAwait(false);
            foreach (var handler in scope.ServiceProvider.GetServices<ICreditEventHandler>())
            {
                await handler.HandleAsync(message.Event, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan? pause = message.Tries < TriesMax ? PauseAfter(message.Tries) : null;
            Log.Failed(logger, exception, message.Event.GetType().Name, message.Id, message.Tries, pause);
            await outbox.PutOffAsync(message.Id, pause, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Once they have heard of it, not even a stop makes them hear it again.
        await outbox.RemoveAsync(message.Id, CancellationToken.None).ConfigureAwait(false);
    }

    private static TimeSpan PauseAfter(int tries)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, tries - 1));
        return pause < PauseMax ? pause : PauseMax;
    }

    private static partial class Log
    {
        [LoggerMessage(2601, LogLevel.Error, "The {Event} event {Id} was not handled at try {Tries}. It comes again after {Pause}, or no more if that is empty.")]
        public static partial void Failed(ILogger logger, Exception exception, string @event, long id, int tries, TimeSpan? pause);
    }
}
