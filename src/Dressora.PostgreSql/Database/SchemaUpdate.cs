using System.Globalization;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Takes the steps that a schema lacks.</summary>
internal static class SchemaUpdate
{
    /// <summary>
    /// Brings a schema up to date in one transaction: whoever starts at the same time waits, and
    /// finds nothing left to do.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The tables are older than this package and may not be changed, or newer.
    /// </exception>
    public static async Task RunAsync(NpgsqlDataSource dataSource, PostgreSqlOptions options, CancellationToken cancellationToken)
    {
        using var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var found = await ReadVersionAsync(connection, options.Schema, cancellationToken).ConfigureAwait(false);
        if (found < PostgreSqlSchema.Version && options.AutoMigrate)
        {
            found = await TakeStepsAsync(connection, options.Schema, cancellationToken).ConfigureAwait(false);
        }

        Check(found, options.Schema);
    }

    private static void Check(int found, string schema)
    {
        if (found < PostgreSqlSchema.Version)
        {
            throw new InvalidOperationException(
                $"The schema '{schema}' is at version {found}; Dressora.PostgreSql needs {PostgreSqlSchema.Version}, and AutoMigrate is off. "
                + $"Run PostgreSqlSchema.Script(\"{schema}\", {found}) with a role that may.");
        }

        if (found > PostgreSqlSchema.Version)
        {
            throw new InvalidOperationException(
                $"The schema '{schema}' is at version {found}; this version of Dressora.PostgreSql knows {PostgreSqlSchema.Version}. "
                + "Use a newer version.");
        }
    }

    private static async Task<int> TakeStepsAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        using (var locking = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection))
        {
            locking.Parameters.AddWithValue("dressora:" + schema);
            await locking.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        var found = await ReadVersionAsync(connection, schema, cancellationToken).ConfigureAwait(false);
        if (found < PostgreSqlSchema.Version)
        {
            await RunAsync(connection, PostgreSqlSchema.Body(schema, found), cancellationToken).ConfigureAwait(false);
            found = PostgreSqlSchema.Version;
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        // Not to_regclass: it answers from a cache that does not know what another node committed while this one waited.
        using var looking = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'schema_version')", connection);
        looking.Parameters.AddWithValue(schema);
        if (await looking.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        using var reading = new NpgsqlCommand($"SELECT coalesce(max(version), 0) FROM {schema}.schema_version", connection);
        var version = await reading.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return Convert.ToInt32(version, CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string script, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
