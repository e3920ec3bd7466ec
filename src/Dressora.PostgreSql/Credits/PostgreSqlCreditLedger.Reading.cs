using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>What is read from the journal.</summary>
internal sealed partial class PostgreSqlCreditLedger
{
    /// <inheritdoc/>
    public Task<CreditBalance> GetBalanceAtAsync(AccountId account, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        _reader.ReadAsync(
            account,
            trip => trip.Add(_database.Statements.JournalUntil, Trip.Value(account.Value), Trip.Value(at.UtcTicks)),
            async (reader, now) =>
            {
                var replay = new JournalReplay(account);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    replay.Apply(EntryRows.Read(reader));
                }

                return AccountBook.Open(replay.ToSnapshot(), _policies).GetBalance(at < now ? at : now);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<CreditTrace?> TraceAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default)
    {
        var late = HoldId.ForLateSettle(hold);
        string[] ids = [hold.Value, late.Value];
        return _reader.ReadAsync(
            account,
            trip => trip
                .Add(_database.Statements.HoldsById, Trip.Value<string[]>([account.Value, account.Value]), Trip.Value(ids))
                .Add(_database.Statements.EntriesOfHolds, Trip.Value(account.Value), Trip.Value(ids), Trip.Value(hold.Value))
                .Add(_database.Statements.GrantsOfHolds, Trip.Value(account.Value), Trip.Value(ids)),
            async (reader, _) =>
            {
                var holds = await reader.ReadAllAsync(HoldRows.Read, cancellationToken).ConfigureAwait(false);
                var entries = await NextAsync(reader, EntryRows.Read, cancellationToken).ConfigureAwait(false);
                var grants = await NextAsync(reader, GrantRows.Read, cancellationToken).ConfigureAwait(false);
                var charged = holds.Find(found => found.Id == late && found.Status == HoldStatus.Settled);
                return holds.Find(found => found.Id == hold) is { } traced
                    ? new CreditTrace(traced, charged, entries, InOrder(grants, [.. traced.Lines, .. charged?.Lines ?? []]))
                    : null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CreditVerification> VerifyAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        using var connection = await _database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        using var trip = new Trip(connection);
        trip.Add(CreditStatements.BeginReading)
            .Add(_database.Statements.Journal, Trip.Value(account.Value))
            .Add(_database.Statements.State, Trip.Value(account.Value))
            .Add(_database.Statements.Grants, Trip.Value(account.Value))
            .Add(_database.Statements.Holds, Trip.Value(account.Value))
            .Add(_database.Statements.Receipts, Trip.Value(account.Value))
            .Add(CreditStatements.Commit);
        var reader = await trip.ReadAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var audit = new AccountAudit(account);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Add(audit, reader);
        }

        try
        {
            return audit.Complete(await ReadRowsAsync(reader, account, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (AccountAudit.IsUnreadable(exception))
        {
            return audit.CompleteUnreadable(exception.GetType().Name);
        }
    }

    private static async Task<AccountSnapshot> ReadRowsAsync(NpgsqlDataReader reader, AccountId account, CancellationToken cancellationToken)
    {
        var rows = new AccountRows(account);
        foreach (var state in await NextAsync(reader, AccountRows.ReadState, cancellationToken).ConfigureAwait(false))
        {
            rows.State = state;
        }

        rows.Grants.AddRange(await NextAsync(reader, GrantRows.Read, cancellationToken).ConfigureAwait(false));
        rows.Holds.AddRange(await NextAsync(reader, HoldRows.Read, cancellationToken).ConfigureAwait(false));
        rows.Receipts.AddRange(await NextAsync(reader, ReceiptRows.Read, cancellationToken).ConfigureAwait(false));
        return rows.Snapshot;
    }

    private static List<CreditGrant> InOrder(List<CreditGrant> grants, IEnumerable<CreditHoldLine> lines) =>
        lines.Select(line => line.Grant).Distinct().Select(id => grants.Find(grant => grant.Id == id)!).ToList();

    private static void Add(AccountAudit audit, NpgsqlDataReader reader)
    {
        try
        {
            audit.Add(EntryRows.Read(reader));
        }
        catch (Exception exception) when (AccountAudit.IsUnreadable(exception))
        {
            audit.AddUnreadable(exception.GetType().Name);
        }
    }

    private static async Task<List<T>> NextAsync<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAllAsync(read, cancellationToken).ConfigureAwait(false);
    }
}
