using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dressora.Testing;

namespace Dressora.Soak;

/// <summary>Runs one world after the other on every core.</summary>
internal static class SeedSoak
{
    private const int FailuresShown = 3;
    private const int ReportEvery = 5_000;

    /// <returns>0, or 1 when a seed failed or a cell of the table stayed empty.</returns>
    public static int Run(long from, int count, int faults, TextWriter output)
    {
        var options = new SimulationOptions { Faults = faults };
        var failures = new ConcurrentBag<SimulationRun>();
        var table = new StrikeTable();
        var watch = Stopwatch.StartNew();
        var done = 0;
        Parallel.ForEach(
            Partitioner.Create(from, from + count, 100),
            range =>
            {
                for (var seed = range.Item1; seed < range.Item2; seed++)
                {
                    var run = Dressora.Testing.Simulation.Run(seed, options);
                    table.Add(run.Strikes);
                    if (!run.Succeeded)
                    {
                        failures.Add(run);
                    }

                    var finished = Interlocked.Increment(ref done);
                    if (finished % ReportEvery == 0)
                    {
                        Line(output, $"{finished:N0} seeds, {finished / watch.Elapsed.TotalSeconds:N0} per second, {failures.Count} failures");
                    }
                }
            });
        var elapsed = watch.Elapsed;

        foreach (var failure in failures.OrderBy(run => run.Seed).Take(FailuresShown))
        {
            output.WriteLine(Dressora.Testing.Simulation.Shrink(failure.Seed, options));
        }

        table.Print(output);
        var seedsOfFailures = string.Join(", ", failures.Select(run => run.Seed).Order().Take(50));
        if (!failures.IsEmpty)
        {
            Line(output, $"failing: {seedsOfFailures}");
        }

        Line(output, $"{count / elapsed.TotalSeconds:N0} seeds per second on {Environment.ProcessorCount} cores");
        Line(output, $"seeds: {count}, failures: {failures.Count}");
        return failures.IsEmpty ? 0 : 1;
    }

    /// <returns>0 when the seed succeeds.</returns>
    public static int Show(long seed, int faults, TextWriter output)
    {
        var options = new SimulationOptions { Faults = faults };
        var run = Dressora.Testing.Simulation.Run(seed, options, keepHistory: true);
        output.WriteLine(run.Succeeded ? run : Dressora.Testing.Simulation.Shrink(seed, options));
        return run.Succeeded ? 0 : 1;
    }

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
