using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dressora.Events;

/// <summary>
/// Books what falls due on accounts that nobody asks about, and delivers the events. Safe on
/// several nodes at once.
/// </summary>
internal sealed partial class CreditWorker(
    ICreditLedger ledger, CreditEventDispatcher dispatcher, DressoraOptions options, TimeProvider time, ILogger<CreditWorker> logger)
    : BackgroundService
{
    private const int AccountsMax = 100;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.RunWorker && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                // While there is more, it goes on without a pause.
                var swept = await ledger.SweepAsync(AccountsMax, stoppingToken).ConfigureAwait(false);
                var delivered = await dispatcher.RunAsync(stoppingToken).ConfigureAwait(false);
                if (swept < AccountsMax && !delivered)
                {
                    await PauseAsync(options.PollInterval, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
                await PauseAsync(PauseAfterFailure, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static partial class Log
    {
        [LoggerMessage(2602, LogLevel.Error, "Due credits were not booked, or events not delivered. It is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
