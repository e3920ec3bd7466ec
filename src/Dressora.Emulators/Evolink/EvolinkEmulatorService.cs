using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

/// <summary>Ties the emulator's state and background work to the life of the host.</summary>
internal sealed partial class EvolinkEmulatorService(
    RequestLog requests, UploadStore uploads, TaskStore tasks, TaskRunner runner, TimeProvider time, ILogger<EvolinkEmulatorService> logger)
    : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // The server listens only after this returns, so no call ever sees half of the state.
        requests.Load();
        uploads.Load();
        tasks.Load();
        Sweep();
        runner.Resume();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await runner.StopAsync().ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                Sweep();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host that is disposed of without being stopped must not find a failed service here.
        }
    }

    private void Sweep()
    {
        try
        {
            uploads.Sweep();
            tasks.Sweep();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotSwept(logger, failure); // The next sweep tries again; a host is not stopped for a file that is in use.
        }
    }
}
