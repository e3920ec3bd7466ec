using Dressora.PostgreSql.Tests;
using Npgsql;

namespace Dressora.Benchmarks;

/// <summary>The PostgreSQL that everybody is measured on: a throw-away cluster with the settings that PostgreSQL ships.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private const int BaselineConnections = 32;
    private const int PreparedStatements = 100;

    private readonly PostgreSqlCluster _cluster;

    private BenchmarkServer(PostgreSqlCluster cluster)
    {
        _cluster = cluster;
        DataSource = NpgsqlDataSource.Create(cluster.ConnectionString);
    }

    public NpgsqlDataSource DataSource { get; }

    public static async Task<BenchmarkServer?> TryStartAsync()
    {
        if (await PostgreSqlCluster.TryStartAsync() is not { } cluster)
        {
            return null;
        }

        var server = new BenchmarkServer(cluster);

        // A checkpoint within a window of two seconds would hit one contender and spare the others.
        await server.RunAsync("ALTER SYSTEM SET max_wal_size = '8GB'");
        await server.RunAsync("SELECT pg_reload_conf()");
        return server;
    }

    /// <summary>
    /// Opens a data source with a schema of its own, as many connections as a baseline has callers, and statements that are
    /// prepared by themselves.
    /// </summary>
    public async Task<NpgsqlDataSource> OpenForBaselineAsync(string schema)
    {
        await RunAsync($"CREATE SCHEMA {schema}");
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_cluster.ConnectionString)
        {
            SearchPath = schema,
            MaxPoolSize = BaselineConnections,
            MaxAutoPrepare = PreparedStatements,
        });
    }

    /// <summary>Tells the server what is in its tables, as it finds out by itself in time.</summary>
    public Task VacuumAsync() => RunAsync("VACUUM ANALYZE");

    /// <summary>Says what is measured on.</summary>
    public async Task<string> DescribeAsync()
    {
        await using var command = DataSource.CreateCommand(
            """
            SELECT format('PostgreSQL %s, fsync=%s, synchronous_commit=%s',
                current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'))
            """);
        return $"{await command.ExecuteScalarAsync()}; .NET {Environment.Version}; {Environment.ProcessorCount} cores for server and callers";
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        _cluster.Dispose();
    }

    private async Task RunAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
