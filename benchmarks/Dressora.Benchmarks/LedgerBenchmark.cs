using System.Diagnostics;

namespace Dressora.Benchmarks;

/// <summary>Measures the ledgers beside what else could be written, all in one run on one server.</summary>
internal static class LedgerBenchmark
{
    private static readonly string FilePath = Path.Combine("artifacts", "benchmarks", "ledger.json");

    /// <returns>0, or 1 when there is no PostgreSQL to measure on, or nothing to measure.</returns>
    public static async Task<int> RunAsync(Pace pace, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var server = await BenchmarkServer.TryStartAsync();
        if (server is null)
        {
            await Console.Error.WriteLineAsync("There is no PostgreSQL here: install it, or put initdb and postgres on the PATH.");
            return 1;
        }

        Console.WriteLine(await server.DescribeAsync());
        await using var field = await ContenderField.OpenAsync(server);
        var figures = LedgerFigures.Of(field).Where(figure => figure.Name.StartsWith(pace.Figures, StringComparison.Ordinal)).ToList();
        if (figures.Count == 0)
        {
            await Console.Error.WriteLineAsync($"There is no figure whose name begins with '{pace.Figures}'.");
            return 1;
        }

        await MeasureAsync(figures, pace, cancellationToken);
        await field.CheckAsync();

        FigureTable.Print(figures, Console.Out);
        await FigureFile.WriteAsync(FilePath, figures);
        Console.WriteLine($"{FilePath}, after {watch.Elapsed.TotalSeconds:N0} s. All books are right.");
        return 0;
    }

    /// <summary>Takes every measurement once a round, so that whatever else the machine does meets all of them.</summary>
    private static async Task MeasureAsync(IReadOnlyCollection<Figure> figures, Pace pace, CancellationToken cancellationToken)
    {
        var measurements = figures.SelectMany(figure => figure.Baselines.Prepend(figure.Ours)).Distinct().ToList();
        for (var round = 1; round <= pace.Rounds; round++)
        {
            foreach (var measurement in measurements)
            {
                var value = await measurement.TakeAsync(pace, cancellationToken);
                Console.WriteLine($"round {round}  {measurement.Name,-50} {FigureTable.Text(value),10}");
            }
        }
    }
}
