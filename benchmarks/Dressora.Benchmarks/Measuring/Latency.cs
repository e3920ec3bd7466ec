using System.Diagnostics;

namespace Dressora.Benchmarks;

/// <summary>Milliseconds that half of the operations stay below, one after the other.</summary>
internal sealed class Latency(string name, IReadOnlyList<Func<Task>> steps) : Measurement(name)
{
    protected override async Task<double> MeasureAsync(Pace pace, CancellationToken cancellationToken)
    {
        await CallAsync(pace.WarmUp, cancellationToken);
        var times = await CallAsync(pace.Window, cancellationToken);
        times.Sort();
        return times[times.Count / 2].TotalMilliseconds;
    }

    private async Task<List<TimeSpan>> CallAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var step in steps)
            {
                var begin = Stopwatch.GetTimestamp();
                await step();
                times.Add(Stopwatch.GetElapsedTime(begin));
            }
        }

        return times;
    }
}
