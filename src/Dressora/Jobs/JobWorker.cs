using Dressora.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

/// <summary>
/// Turns the pump: every thread, timer and place of the pipeline is here, and nothing is decided
/// here.
/// </summary>
internal sealed partial class JobWorker(
    JobPump pump,
    IJobStore store,
    Housekeeping housekeeping,
    ProviderCatalog catalog,
    WorkSignal signal,
    DressoraOptions options,
    TimeProvider time,
    ILogger<JobWorker> logger) : BackgroundService
{
    private const int RenewalsPerLease = 3;

    private const double PollMin = 0.75;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.RunWorker || catalog.Entries.Count == 0)
        {
            return;
        }

        var listening = store is IWorkListener listener ? listener.ListenAsync(signal.Raise, stoppingToken) : Task.CompletedTask;
        await Task.WhenAll(LookForJobsAsync(stoppingToken), KeepHouseAsync(stoppingToken), listening).ConfigureAwait(false);
    }

    private async Task LookForJobsAsync(CancellationToken stoppingToken)
    {
        using var places = new SemaphoreSlim(options.ConcurrentSteps);
        while (!stoppingToken.IsCancellationRequested)
        {
            var raised = signal.Next;
            try
            {
                await LeaseAsync(places, raised, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                Log.LookFailed(logger, exception);
                await PauseAsync(PauseAfterFailure, stoppingToken).ConfigureAwait(false);
            }
        }

        // Jobs under way end their step: a paid call is heard out for as long as the host's shutdown allows.
        for (var i = 0; i < options.ConcurrentSteps; i++)
        {
            await places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task LeaseAsync(SemaphoreSlim places, Task raised, CancellationToken stoppingToken)
    {
        await places.WaitAsync(stoppingToken).ConfigureAwait(false);
        places.Release();
        var answer = await pump.LeaseAsync(places.CurrentCount, stoppingToken).ConfigureAwait(false);
        foreach (var lease in answer.Leases)
        {
            await places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            _ = Task.Run(() => RunAsync(lease, places, stoppingToken), CancellationToken.None);
        }

        if (answer.Leases.Count == 0)
        {
            // Nodes that were started together look at different times.
            var poll = options.PollInterval * (PollMin + ((1 - PollMin) * Random.Shared.NextDouble()));
            var wait = answer.NextDueAt - answer.Now is { } until && until < poll ? until : poll;
            await Task.WhenAny(raised, PauseAsync(wait, stoppingToken)).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(JobLease lease, SemaphoreSlim places, CancellationToken stoppingToken)
    {
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(lease, ended.Token);
        try
        {
            await pump.RunAsync(lease, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The lease runs out, and the job is taken up again.
            Log.JobFailed(logger, exception, lease.Job.Id);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
            places.Release();
            signal.Raise();
        }
    }

    private async Task RenewAsync(JobLease lease, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await PauseAsync(options.Lease / RenewalsPerLease, ended).ConfigureAwait(false);
            try
            {
                if (ended.IsCancellationRequested || !await pump.RenewAsync(lease, ended).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.RenewalFailed(logger, exception, lease.Job.Id);
            }
        }
    }

    private async Task KeepHouseAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await housekeeping.RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.HousekeepingFailed(logger, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await PauseAsync(Housekeeping.Every, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
