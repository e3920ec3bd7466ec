using Dressora.Ledger;

namespace Dressora;

/// <summary>
/// Accounts in memory, by the rules of the one core. Not thread-safe: callers hold the lock.
/// </summary>
internal sealed class InMemoryAccounts(CreditOptions policies, InMemoryOutbox outbox)
{
    private readonly Dictionary<AccountId, InMemoryAccount> _accounts = [];

    public CreditResult Apply(CreditOperation operation, DateTimeOffset now)
    {
        OperationRules.Validate(operation);
        var rows = RowsOf(operation.Account);
        var book = rows.Open(LoadPlan.For(operation), now);
        var result = book.Apply(operation, now);
        rows.Save(book.TakeChanges());
        return result;
    }

    public CreditBalance GetBalance(AccountId account, DateTimeOffset now)
    {
        var (rows, book) = Ticked(account, now);
        return book.GetBalance(now) with { Grants = rows.ListGrants() };
    }

    public CreditHold? FindHold(AccountId account, HoldId hold, DateTimeOffset now) =>
        Ticked(account, now).Rows.Holds.GetValueOrDefault(hold);

    public CreditEntryPage ListEntries(AccountId account, long? before, int limit, DateTimeOffset now)
    {
        var entries = Ticked(account, now).Rows.Entries;
        var end = (int)(Math.Clamp(before ?? long.MaxValue, 1, entries.Count + 1L) - 1);
        var start = Math.Max(0, end - limit);
        var page = entries.GetRange(start, end - start);
        page.Reverse();
        return new CreditEntryPage(page, start > 0 ? page[^1].Sequence : null);
    }

    public CreditBalance GetBalanceAt(AccountId account, DateTimeOffset at, DateTimeOffset now)
    {
        if (at >= now)
        {
            return GetBalance(account, now);
        }

        var replay = new JournalReplay(account);
        Ticked(account, now).Rows.Entries.TakeWhile(entry => entry.At <= at).ToList().ForEach(replay.Apply);
        return AccountBook.Open(replay.ToSnapshot(), policies).GetBalance(at);
    }

    public CreditTrace? Trace(AccountId account, HoldId hold, DateTimeOffset now) => Ticked(account, now).Rows.Trace(hold);

    /// <summary>Returns everything there is of an account, as it is.</summary>
    public (List<CreditEntry> Journal, AccountSnapshot Rows) Read(AccountId account)
    {
        var rows = RowsOf(account);
        return ([.. rows.Entries], rows.ToSnapshot());
    }

    public IReadOnlyList<AccountId> ListAccounts(AccountId? after, int limit) => _accounts.Keys
        .Where(account => after is not { } last || string.CompareOrdinal(account.Value, last.Value) > 0)
        .OrderBy(account => account.Value, StringComparer.Ordinal)
        .Take(limit)
        .ToList();

    /// <summary>Books what has fallen due, and tells of what soon will.</summary>
    /// <returns>How much there was of both, up to the limit.</returns>
    public int Sweep(int limit, DateTimeOffset now)
    {
        var due = _accounts.Where(account => account.Value.IsDue(now)).Select(account => account.Key).Take(limit).ToList();
        due.ForEach(account => Ticked(account, now));
        var swept = due.Count;
        foreach (var account in _accounts.Values)
        {
            swept += account.Notice(now, limit - swept);
        }

        return swept;
    }

    private (InMemoryAccount Rows, AccountBook Book) Ticked(AccountId account, DateTimeOffset now)
    {
        var rows = RowsOf(account);
        var book = rows.Open(LoadPlan.For(account), now);
        book.Tick(now);
        rows.Save(book.TakeChanges());
        return (rows, book);
    }

    // An unknown account is not remembered for having been asked about.
    private InMemoryAccount RowsOf(AccountId account) =>
        _accounts.GetValueOrDefault(account) ?? new InMemoryAccount(_accounts, account, policies, outbox);
}
