using Dressora.Ledger;

namespace Dressora.Sqlite;

/// <summary>What the journal tells.</summary>
internal sealed partial class SqliteCreditLedger
{
    /// <inheritdoc/>
    public Task<CreditBalance> GetBalanceAtAsync(AccountId account, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        at >= time.GetUtcNow()
            ? GetBalanceAsync(account, cancellationToken)
            : ReadAsync(
                account,
                (session, _) =>
                {
                    var replay = new JournalReplay(account);
                    EntryRows.ForEach(session, account, at, row => replay.Apply(EntryRows.Read(row)));
                    return AccountBook.Open(replay.ToSnapshot(), policies).GetBalance(at);
                },
                cancellationToken);

    /// <inheritdoc/>
    public Task<CreditTrace?> TraceAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        ReadAsync(account, (session, _) => Trace(session, account, hold), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Nothing that has fallen due is booked for it.</remarks>
    public Task<CreditVerification> VerifyAsync(AccountId account, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => Verify(session, account), cancellationToken);

    private static CreditTrace? Trace(SqliteSession session, AccountId account, HoldId id)
    {
        if (AccountRows.FindHold(session, account, id) is not { } hold)
        {
            return null;
        }

        var late = AccountRows.FindHold(session, account, HoldId.ForLateSettle(id)) is { Status: HoldStatus.Settled } charged ? charged : null;
        var grants = hold.Lines.Concat(late?.Lines ?? []).Select(line => line.Grant).Distinct();
        return new CreditTrace(
            hold,
            late,
            EntryRows.ListAbout(session, account, hold),
            grants.Select(grant => AccountRows.FindGrant(session, account, grant)).OfType<CreditGrant>().ToList());
    }

    private static CreditVerification Verify(SqliteSession session, AccountId account)
    {
        var audit = new AccountAudit(account);
        EntryRows.ForEach(session, account, DateTimeOffset.MaxValue, row =>
        {
            CreditEntry entry;
            try
            {
                entry = EntryRows.Read(row);
            }
            catch (Exception exception) when (AccountAudit.IsUnreadable(exception))
            {
                audit.AddUnreadable(exception.GetType().Name);
                return;
            }

            audit.Add(entry);
        });
        AccountSnapshot rows;
        try
        {
            rows = AccountRows.ReadAll(session, account);
        }
        catch (Exception exception) when (AccountAudit.IsUnreadable(exception))
        {
            return audit.CompleteUnreadable(exception.GetType().Name);
        }

        return audit.Complete(rows);
    }
}
