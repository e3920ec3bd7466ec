using System.Diagnostics;

namespace Dressora.Benchmarks;

/// <summary>Pairs per second.</summary>
internal sealed class Throughput(CountedContender contender, Load load)
    : Measurement($"{contender.Name}, {load.Name}, {(load.Callers == 1 ? "1 caller" : $"{load.Callers} callers")}")
{
    protected override async Task<double> MeasureAsync(Pace pace, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var callers = Enumerable.Range(0, load.Callers)
            .Select(caller => Task.Run(() => CallAsync(caller, stop.Token), cancellationToken))
            .ToArray();
        await Task.Delay(pace.WarmUp, cancellationToken);

        var (before, watch) = (contender.Pairs, Stopwatch.StartNew());
        await Task.Delay(pace.Window, cancellationToken);
        var rate = (contender.Pairs - before) / watch.Elapsed.TotalSeconds;

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        return rate;
    }

    private async Task CallAsync(int caller, CancellationToken stop)
    {
        var random = new Random(caller);
        while (!stop.IsCancellationRequested)
        {
            await contender.PairAsync(load.Accounts[random.Next(load.Accounts.Count)]);
        }
    }
}
