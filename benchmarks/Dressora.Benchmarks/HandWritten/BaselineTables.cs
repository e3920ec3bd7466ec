using Npgsql;

namespace Dressora.Benchmarks;

/// <summary>The tables that the baselines work on. Each has a data source of its own, which leads to a schema of its own.</summary>
internal static class BaselineTables
{
    public static async Task CreateAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            CREATE TABLE accounts (name text PRIMARY KEY, available bigint NOT NULL, held bigint NOT NULL);
            CREATE TABLE lots (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account text NOT NULL REFERENCES accounts,
                available bigint NOT NULL, held bigint NOT NULL, settled bigint NOT NULL, expires_at timestamptz NOT NULL);
            CREATE INDEX ON lots (account, expires_at);
            CREATE TABLE holds (
                account text NOT NULL, id text NOT NULL, amount bigint NOT NULL, settled bigint NOT NULL, is_open boolean NOT NULL,
                deadline timestamptz NOT NULL, PRIMARY KEY (account, id));
            CREATE TABLE hold_lines (
                account text NOT NULL, hold text NOT NULL, lot bigint NOT NULL, amount bigint NOT NULL, PRIMARY KEY (account, hold, lot));
            CREATE TABLE journal (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account text NOT NULL, kind text NOT NULL, hold text,
                amount bigint NOT NULL, available_after bigint NOT NULL, at timestamptz NOT NULL);
            CREATE INDEX ON journal (account, id);
            """);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task StockAsync(NpgsqlDataSource source, IReadOnlyList<string> accounts)
    {
        await using var command = source.CreateCommand(
            $"INSERT INTO accounts SELECT name, {Stock.Grants * Stock.Amount}, 0 FROM unnest($1) AS name");
        command.Parameters.AddWithValue(accounts.ToArray());
        await command.ExecuteNonQueryAsync();

        for (var grant = 0L; grant < Stock.Grants; grant++)
        {
            await using var granting = source.CreateCommand(
                $"""
                WITH lots AS (
                    INSERT INTO lots (account, available, held, settled, expires_at)
                    SELECT name, {Stock.Amount}, 0, 0, now() + $1 FROM accounts RETURNING account)
                INSERT INTO journal (account, kind, amount, available_after, at)
                SELECT account, 'granted', {Stock.Amount}, {(grant + 1) * Stock.Amount}, now() FROM lots
                """);
            granting.Parameters.AddWithValue(TimeSpan.FromDays(Stock.DaysOf(grant)));
            await granting.ExecuteNonQueryAsync();
        }
    }

    public static async Task<Books> AddUpAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            SELECT (SELECT sum(available)::bigint FROM lots), (SELECT sum(held)::bigint FROM lots),
                (SELECT count(*) FROM journal)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new Books(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
