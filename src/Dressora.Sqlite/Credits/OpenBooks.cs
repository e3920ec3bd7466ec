using Dressora.Ledger;

namespace Dressora.Sqlite;

/// <summary>
/// The accounts that a transaction has opened. Operations that share a commit share their
/// account's book: it is loaded once, and saved once before the commit.
/// </summary>
internal sealed class OpenBooks
{
    private readonly Dictionary<AccountId, (AccountBook Book, DateTimeOffset Now)> _open = [];

    /// <summary>Lets the core decide. Nothing is on the disk before <see cref="Save"/>.</summary>
    /// <remarks>
    /// What has fallen due is booked even when the operation itself is refused. All operations of
    /// a transaction on one account happen at one time.
    /// </remarks>
    public CreditResult Apply(SqliteSession session, CreditOperation operation, CreditOptions policies, DateTimeOffset now)
    {
        OperationRules.Validate(operation);
        var plan = LoadPlan.For(operation);
        if (_open.TryGetValue(operation.Account, out var open))
        {
            AccountRows.Load(session, plan, open.Book);
        }
        else
        {
            _open.Add(operation.Account, open = (AccountRows.Open(session, plan, policies, now), now));
        }

        return open.Book.Apply(operation, open.Now);
    }

    /// <summary>Books what has fallen due, and saves it with all else, for a reader in the same transaction.</summary>
    public void Tick(SqliteSession session, AccountId account, CreditOptions policies, DateTimeOffset now)
    {
        Save(session);
        var book = AccountRows.Open(session, LoadPlan.For(account), policies, now);
        book.Tick(now);
        AccountRows.Save(session, book.TakeChanges());
    }

    /// <summary>Saves every account, and forgets them.</summary>
    public void Save(SqliteSession session)
    {
        foreach (var (book, _) in _open.Values)
        {
            AccountRows.Save(session, book.TakeChanges());
        }

        _open.Clear();
    }

    /// <summary>Forgets everything: it was undone.</summary>
    public void Clear() => _open.Clear();
}
