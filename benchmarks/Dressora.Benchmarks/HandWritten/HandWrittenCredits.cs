using Npgsql;

namespace Dressora.Benchmarks;

/// <summary>The same without a mapper: prepared commands, one after the other.</summary>
internal sealed class HandWrittenCredits : IContender
{
    private readonly NpgsqlDataSource _source;

    private HandWrittenCredits(NpgsqlDataSource source) => _source = source;

    /// <summary>Makes the tables. The data source is the contender's from here on.</summary>
    public static async Task<HandWrittenCredits> OpenAsync(NpgsqlDataSource source)
    {
        await BaselineTables.CreateAsync(source);
        return new HandWrittenCredits(source);
    }

    public Task StockAsync(IReadOnlyList<string> accounts) => BaselineTables.StockAsync(_source, accounts);

    public Task<Books> AddUpAsync(IReadOnlyList<string> accounts) => BaselineTables.AddUpAsync(_source);

    public async Task FreezeAsync(string account, string hold)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var available = await LockAccountAsync(connection, account);
        var now = DateTime.UtcNow;
        await connection.RunAsync(HandWrittenSql.InsertHold, account, hold, Pair.Frozen, now + Pair.Lifetime);

        var missing = Pair.Frozen;
        foreach (var lot in await LockLotsAsync(connection, account))
        {
            var taken = lot.ExpiresAt > now ? Math.Min(lot.Available, missing) : 0;
            if (taken > 0)
            {
                await connection.RunAsync(HandWrittenSql.MoveLot, lot.Id, -taken, taken, 0L);
                await connection.RunAsync(HandWrittenSql.InsertLine, account, hold, lot.Id, taken);
                missing -= taken;
            }
        }

        if (missing > 0)
        {
            throw new InvalidOperationException($"The account '{account}' lacks {missing} credits.");
        }

        await connection.RunAsync(HandWrittenSql.MoveAccount, account, -Pair.Frozen, Pair.Frozen);
        await connection.RunAsync(HandWrittenSql.InsertEntry, account, "frozen", hold, Pair.Frozen, available - Pair.Frozen, now);
        await transaction.CommitAsync();
    }

    public async Task SettleAsync(string account, string hold)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var available = await LockAccountAsync(connection, account);
        if (await connection.RunAsync(HandWrittenSql.CloseHold, account, hold, Pair.Settled) != 1)
        {
            throw new InvalidOperationException($"There is no open hold '{hold}'.");
        }

        var (held, charge) = (0L, Pair.Settled);
        foreach (var line in await LockLinesAsync(connection, account, hold))
        {
            var charged = Math.Min(line.Amount, charge);
            await connection.RunAsync(HandWrittenSql.MoveLot, line.Lot, line.Amount - charged, -line.Amount, charged);
            held += line.Amount;
            charge -= charged;
        }

        await connection.RunAsync(HandWrittenSql.MoveAccount, account, held - Pair.Settled, -held);
        await connection.RunAsync(
            HandWrittenSql.InsertEntry, account, "settled", hold, Pair.Settled, available + held - Pair.Settled, DateTime.UtcNow);
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static Task<long> LockAccountAsync(NpgsqlConnection connection, string account) =>
        connection.SingleAsync(HandWrittenSql.LockAccount, row => row.GetInt64(0), account);

    private static Task<List<(long Id, long Available, DateTime ExpiresAt)>> LockLotsAsync(NpgsqlConnection connection, string account) =>
        connection.ListAsync(HandWrittenSql.LockLots, row => (row.GetInt64(0), row.GetInt64(1), row.GetDateTime(2)), account);

    /// <summary>Locks the lots that a hold came from, in the order they expire.</summary>
    private static Task<List<(long Lot, long Amount)>> LockLinesAsync(NpgsqlConnection connection, string account, string hold) =>
        connection.ListAsync(HandWrittenSql.LockLines, row => (row.GetInt64(0), row.GetInt64(1)), account, hold);
}
