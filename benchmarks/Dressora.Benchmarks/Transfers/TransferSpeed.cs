using System.Diagnostics;

namespace Dressora.Benchmarks;

/// <summary>How fast one way of doing it moves bytes, in MiB per second.</summary>
internal sealed class TransferSpeed(string name, long bytes, Func<CancellationToken, Task> runAsync) : Measurement(name)
{
    protected override async Task<double> MeasureAsync(Pace pace, CancellationToken cancellationToken)
    {
        var (moved, watch) = (0L, Stopwatch.StartNew());
        do
        {
            await runAsync(cancellationToken);
            moved += bytes;
        }
        while (watch.Elapsed < pace.Window);
        return moved / (double)(1 << 20) / watch.Elapsed.TotalSeconds;
    }
}

/// <summary>What was measured once.</summary>
internal sealed class Reading(string name, double value) : Measurement(name)
{
    protected override Task<double> MeasureAsync(Pace pace, CancellationToken cancellationToken) => Task.FromResult(value);
}
