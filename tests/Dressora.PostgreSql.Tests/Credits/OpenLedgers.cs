using Npgsql;

namespace Dressora.PostgreSql.Tests;

/// <summary>Opens ledgers on the server of the test run.</summary>
internal static class OpenLedgers
{
    /// <summary>Opens a ledger on a schema of its own, or on one that another node has.</summary>
    public static PostgreSqlCreditLedger OpenLedger(
        this PostgreSqlServer server, TimeProvider? clock = null, string? schema = null, Action<PostgreSqlOptions>? configure = null,
        NpgsqlDataSource? source = null)
    {
        var options = new PostgreSqlOptions { Schema = schema ?? PostgreSqlServer.NewSchema(), UseDatabaseClock = clock is null, Writers = 1 };
        configure?.Invoke(options);
        var database = new PostgreSqlDatabase(source ?? server.DataSource, options, clock ?? TimeProvider.System);
        return new PostgreSqlCreditLedger(database, new CreditOptions());
    }

    /// <summary>Opens a job store in the same way.</summary>
    public static PostgreSqlJobStore OpenStore(
        this PostgreSqlServer server, TimeProvider? clock = null, string? schema = null, NpgsqlDataSource? source = null, int writers = 2)
    {
        var options = new PostgreSqlOptions { Schema = schema ?? PostgreSqlServer.NewSchema(), UseDatabaseClock = clock is null, Writers = writers };
        var database = new PostgreSqlDatabase(source ?? server.DataSource, options, clock ?? TimeProvider.System);
        return new PostgreSqlJobStore(database, new CreditOptions());
    }
}
