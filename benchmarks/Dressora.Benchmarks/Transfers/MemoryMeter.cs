using System.Diagnostics;

namespace Dressora.Benchmarks;

/// <summary>How much more memory there is while something runs than before, at its highest.</summary>
internal sealed class MemoryMeter : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly Process _process = Process.GetCurrentProcess();
    private readonly long _managedBefore;
    private readonly long _processBefore;
    private readonly Task _watching;

    public MemoryMeter()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _managedBefore = GC.GetTotalMemory(forceFullCollection: true);
        _processBefore = Environment.WorkingSet;
        _watching = WatchAsync();
    }

    /// <summary>Gets the growth of the managed heap in MiB, garbage included.</summary>
    public double Managed { get; private set; }

    /// <summary>Gets the growth of the process's resident memory in MiB.</summary>
    public double Resident { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
        _process.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Managed = Math.Max(Managed, (GC.GetTotalMemory(false) - _managedBefore) / (double)(1 << 20));
            Resident = Math.Max(Resident, (Environment.WorkingSet - _processBefore) / (double)(1 << 20));
            await Task.Delay(Every, CancellationToken.None);
        }
    }
}
