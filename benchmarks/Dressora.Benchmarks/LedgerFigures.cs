namespace Dressora.Benchmarks;

/// <summary>Says which figures there are, and what each is measured against.</summary>
internal static class LedgerFigures
{
    private const int Many = 256;
    private const int Some = 32;

    private static readonly int[] BaselineCallers = [1, 8, 32];

    public static IEnumerable<Figure> Of(ContenderField field)
    {
        var entityFrameworkHot = Baselines(field.EntityFramework, Hot);
        var entityFrameworkSpread = Baselines(field.EntityFramework, Spread);
        var spread = new Throughput(field.PostgreSql, Spread(Many));
        var hot = new Throughput(field.PostgreSql, Hot(Many));
        return
        [
            new RateFigure("postgres.hot", hot, entityFrameworkHot),
            new RateFigure("postgres.hot.32", new Throughput(field.PostgreSql, Hot(Some)), entityFrameworkHot),
            new RateFigure("postgres.hot.vs-tuned-ef", hot, Baselines(field.EntityFrameworkTuned, Hot)),
            new RateFigure("postgres.hot.vs-npgsql", hot, Baselines(field.HandWritten, Hot)),
            new RateFigure("postgres.spread", spread, entityFrameworkSpread),
            new RateFigure("postgres.spread.vs-npgsql", spread, Baselines(field.HandWritten, Spread)),
            new RateFigure("sqlite.full", new Throughput(field.Sqlite, Hot(Many)), new Throughput(field.Sqlite, Hot(1))),
            new RateFigure("sqlite.spread", new Throughput(field.Sqlite, Spread(Many)), new Throughput(field.Sqlite, Spread(1))),
            new TimeFigure(
                "postgres.single.p50",
                new Latency("Dressora on PostgreSQL, one operation", field.PostgreSql.Steps(BenchmarkAccounts.Hot)),
                new Latency("BEGIN, UPDATE, INSERT, COMMIT", [field.Bare.RunAsync])),
        ];
    }

    private static Load Hot(int callers) => new("one account", [BenchmarkAccounts.Hot], callers);

    private static Load Spread(int callers) => new("10,000 accounts", BenchmarkAccounts.Spread, callers);

    private static Throughput[] Baselines(CountedContender contender, Func<int, Load> load) =>
        Array.ConvertAll(BaselineCallers, callers => new Throughput(contender, load(callers)));
}
