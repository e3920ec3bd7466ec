using Npgsql;

namespace Dressora.Benchmarks;

/// <summary>The least that moves credits: BEGIN, UPDATE, INSERT, COMMIT, each a command of its own.</summary>
internal sealed class BareTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand[] _commands;

    private BareTransaction(NpgsqlConnection connection, NpgsqlCommand[] commands) => (_connection, _commands) = (connection, commands);

    public static async Task<BareTransaction> OpenAsync(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        await using var creating = new NpgsqlCommand(
            """
            CREATE SCHEMA bare;
            CREATE TABLE bare.accounts (name text PRIMARY KEY, available bigint NOT NULL);
            CREATE TABLE bare.journal (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account text NOT NULL, amount bigint NOT NULL);
            INSERT INTO bare.accounts VALUES ('one', 1000000000)
            """,
            connection);
        await creating.ExecuteNonQueryAsync();

        string[] statements =
        [
            "BEGIN",
            "UPDATE bare.accounts SET available = available - 1 WHERE name = 'one'",
            "INSERT INTO bare.journal (account, amount) VALUES ('one', 1)",
            "COMMIT",
        ];
        var commands = Array.ConvertAll(statements, sql => new NpgsqlCommand(sql, connection));
        foreach (var command in commands)
        {
            await command.PrepareAsync();
        }

        return new BareTransaction(connection, commands);
    }

    public async Task RunAsync()
    {
        foreach (var command in _commands)
        {
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands)
        {
            await command.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }
}
