using Npgsql;

[assembly: Xunit.AssemblyFixture(typeof(Dressora.PostgreSql.Tests.PostgreSqlServer))]

namespace Dressora.PostgreSql.Tests;

/// <summary>
/// The server of the test run: the one that <c>DRESSORA_TEST_POSTGRES</c> names, or a cluster of
/// its own. Each test takes a schema of its own.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private const string Variable = "DRESSORA_TEST_POSTGRES";
    private const string Missing = $"There is no PostgreSQL: set {Variable} to a connection string, or install initdb and postgres.";

    private PostgreSqlCluster? _cluster;
    private NpgsqlDataSource? _dataSource;
    private string? _connectionString;

    /// <summary>Gets how to connect to it, password included. Skips as the database does.</summary>
    public string ConnectionString => DataSource is not null ? _connectionString! : string.Empty;

    /// <summary>Gets the database. Skips the test where there is none, with the reason; in CI that is a failure.</summary>
    public NpgsqlDataSource DataSource
    {
        get
        {
            if (_dataSource is null && Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(Missing);
            }

            Assert.SkipWhen(_dataSource is null, Missing);
            return _dataSource!;
        }
    }

    /// <summary>Makes up the name of a schema that nobody else uses.</summary>
    public static string NewSchema() => "t" + Guid.NewGuid().ToString("N")[..16];

    public async ValueTask InitializeAsync()
    {
        _connectionString = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(_connectionString))
        {
            _cluster = await PostgreSqlCluster.TryStartAsync();
            _connectionString = _cluster?.ConnectionString;
        }

        _dataSource = _connectionString is null ? null : NpgsqlDataSource.Create(_connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dataSource is not null)
        {
            await _dataSource.DisposeAsync();
        }

        _cluster?.Dispose();
    }
}
