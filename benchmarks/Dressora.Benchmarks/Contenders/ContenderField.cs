namespace Dressora.Benchmarks;

/// <summary>Everybody who is measured, with the same accounts and the same stock.</summary>
internal sealed class ContenderField : IAsyncDisposable
{
    private const string SqliteName = "benchmark.db";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dressora-benchmark-");

    private ContenderField(
        BenchmarkServer server, IContender entityFramework, IContender entityFrameworkTuned, IContender handWritten, BareTransaction bare)
    {
        PostgreSql = Count("Dressora on PostgreSQL", DressoraLedger.OnPostgreSql(server.DataSource));
        Sqlite = Count("Dressora on SQLite", DressoraLedger.OnSqlite(Path.Combine(_folder.FullName, SqliteName)));
        EntityFramework = Count("EF Core", entityFramework);
        EntityFrameworkTuned = Count("EF Core without savepoints", entityFrameworkTuned);
        HandWritten = Count("Npgsql by hand", handWritten);
        Bare = bare;
    }

    public CountedContender PostgreSql { get; }

    public CountedContender Sqlite { get; }

    public CountedContender EntityFramework { get; }

    public CountedContender EntityFrameworkTuned { get; }

    public CountedContender HandWritten { get; }

    public BareTransaction Bare { get; }

    private CountedContender[] All => [PostgreSql, Sqlite, EntityFramework, EntityFrameworkTuned, HandWritten];

    public static async Task<ContenderField> OpenAsync(BenchmarkServer server)
    {
        var field = new ContenderField(
            server,
            await EntityFrameworkCredits.OpenAsync(await server.OpenForBaselineAsync("ef"), hasSavepoints: true),
            await EntityFrameworkCredits.OpenAsync(await server.OpenForBaselineAsync("ef_tuned"), hasSavepoints: false),
            await HandWrittenCredits.OpenAsync(await server.OpenForBaselineAsync("npgsql")),
            await BareTransaction.OpenAsync(server.DataSource));
        foreach (var contender in field.All)
        {
            await contender.StockAsync();
        }

        await server.VacuumAsync();
        return field;
    }

    /// <summary>Checks everybody's books.</summary>
    public async Task CheckAsync()
    {
        foreach (var contender in All)
        {
            await contender.CheckAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Bare.DisposeAsync();
        foreach (var contender in All)
        {
            await contender.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static CountedContender Count(string name, IContender contender) => new(name, contender, BenchmarkAccounts.All);
}
