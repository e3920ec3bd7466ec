using Microsoft.Extensions.Hosting;

namespace Dressora.Emulators;

/// <summary>Ties the emulator's state and background work to the life of the host.</summary>
internal sealed class EvolinkEmulatorService(
    RequestLog requests, UploadStore uploads, TaskStore tasks, TaskRunner runner, TimeProvider time) : BackgroundService
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
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            Sweep();
        }
    }

    private void Sweep()
    {
        uploads.Sweep();
        tasks.Sweep();
    }
}
