using Dressora.Ledger;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>Loads and saves accounts, inside a transaction. The core decides.</summary>
internal static class AccountRows
{
    private const string GrantColumns =
        "grant_id, amount, available, held, settled, expired, priority, effective_at, expires_at, sequence";

    private const string HoldColumns = "hold_id, amount, status, settled, released, deadline, sequence";

    /// <summary>Opens an account, lets the core decide, and saves what comes back.</summary>
    /// <remarks>
    /// What has fallen due is booked and saved even when the operation itself is refused.
    /// </remarks>
    public static CreditResult Apply(SqliteSession session, CreditOperation operation, DateTimeOffset now)
    {
        OperationRules.Validate(operation);
        var book = Open(session, LoadPlan.For(operation), now);
        var result = book.Apply(operation, now);
        Save(session, book.TakeChanges());
        return result;
    }

    /// <summary>Books what has fallen due.</summary>
    public static void Tick(SqliteSession session, AccountId account, DateTimeOffset now)
    {
        var book = Open(session, LoadPlan.For(account), now);
        book.Tick(now);
        Save(session, book.TakeChanges());
    }

    /// <summary>Tells whether something has fallen due that is not booked yet.</summary>
    public static bool IsDue(SqliteSession session, AccountId account, DateTimeOffset now) => session.Find(
        """
        SELECT EXISTS (SELECT 1 FROM holds WHERE account = $1 AND status = 0 AND deadline <= $2)
            OR EXISTS (SELECT 1 FROM grants WHERE account = $1 AND available > 0 AND expires_at <= $2)
        """,
        reader => reader.GetBoolean(0),
        account.Value,
        now.ToColumn());

    /// <summary>Reads a hold with its lines, in the order in which they are spent.</summary>
    public static CreditHold? FindHold(SqliteSession session, AccountId account, HoldId id)
    {
        var hold = session.Find(
            $"SELECT {HoldColumns} FROM holds WHERE account = $1 AND hold_id = $2", ReadHold, account.Value, id.Value);
        return hold is null ? null : hold with { Lines = Lines(session, account, id) };
    }

    /// <summary>Opens an account with what a plan asks for.</summary>
    public static AccountBook Open(SqliteSession session, LoadPlan plan, DateTimeOffset now)
    {
        var account = plan.Account.Value;
        var state = session.Find(
            "SELECT sequence, last_at, available, held FROM accounts WHERE account = $1",
            reader => new AccountState(
                plan.Account, reader.GetInt64(0), reader.GetTime(1), reader.GetCredits(2), reader.GetCredits(3)),
            account);
        if (state is null)
        {
            return AccountBook.Open(AccountState.Empty(plan.Account), [], []);
        }

        var holds = plan.Holds.Select(id => FindHold(session, plan.Account, id)).OfType<CreditHold>()
            .ToDictionary(hold => hold.Id);
        var due = session.List(
            "SELECT hold_id FROM holds WHERE account = $1 AND status = 0 AND deadline <= $2",
            reader => new HoldId(reader.GetString(0)),
            account,
            now.ToColumn());
        foreach (var id in due)
        {
            holds.TryAdd(id, FindHold(session, plan.Account, id)!);
        }

        return AccountBook.Open(state, Grants(session, plan, holds.Values), holds.Values);
    }

    private static List<CreditGrant> Grants(SqliteSession session, LoadPlan plan, IEnumerable<CreditHold> holds)
    {
        var grants = session.List(
            $"SELECT {GrantColumns} FROM grants WHERE account = $1 AND available > 0", ReadGrant, plan.Account.Value)
            .ToDictionary(grant => grant.Id);
        foreach (var id in plan.Grants.Concat(holds.SelectMany(hold => hold.Lines, (_, line) => line.Grant)))
        {
            if (!grants.ContainsKey(id) && FindGrant(session, plan.Account, id) is { } grant)
            {
                grants.Add(id, grant);
            }
        }

        return [.. grants.Values];
    }

    /// <summary>Reads the grants that still have something, in any order.</summary>
    public static List<CreditGrant> ListGrants(SqliteSession session, AccountId account) => session.List(
        $"SELECT {GrantColumns} FROM grants WHERE account = $1 AND (available > 0 OR held > 0)", ReadGrant, account.Value);

    private static CreditGrant? FindGrant(SqliteSession session, AccountId account, GrantId id) => session.Find(
        $"SELECT {GrantColumns} FROM grants WHERE account = $1 AND grant_id = $2", ReadGrant, account.Value, id.Value);

    private static List<CreditHoldLine> Lines(SqliteSession session, AccountId account, HoldId hold) => session.List(
        "SELECT grant_id, held, settled, released FROM hold_lines WHERE account = $1 AND hold_id = $2 ORDER BY line",
        reader => new CreditHoldLine(
            new GrantId(reader.GetString(0)), reader.GetCredits(1), reader.GetCredits(2), reader.GetCredits(3)),
        account.Value,
        hold.Value);

    private static void Save(SqliteSession session, BookChanges changes)
    {
        if (changes.IsEmpty)
        {
            return;
        }

        var account = changes.Account;
        session.Execute(
            """
            INSERT INTO accounts (account, sequence, last_at, available, held) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (account) DO UPDATE SET sequence = $2, last_at = $3, available = $4, held = $5
            """,
            account.Account.Value,
            account.Sequence,
            account.LastAt.ToColumn(),
            account.Available.Value,
            account.Held.Value);
        foreach (var grant in changes.Grants)
        {
            Save(session, account.Account.Value, grant);
        }

        foreach (var hold in changes.Holds)
        {
            Save(session, account.Account.Value, hold);
        }

        foreach (var entry in changes.Entries)
        {
            EntryRows.Append(session, account.Account.Value, entry);
        }
    }

    private static void Save(SqliteSession session, string account, CreditGrant grant) => session.Execute(
        $"""
        INSERT INTO grants (account, {GrantColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (account, grant_id) DO UPDATE SET available = $4, held = $5, settled = $6, expired = $7
        """,
        account,
        grant.Id.Value,
        grant.Amount.Value,
        grant.Available.Value,
        grant.Held.Value,
        grant.Settled.Value,
        grant.Expired.Value,
        grant.Priority,
        grant.EffectiveAt.ToColumn(),
        grant.ExpiresAt.ToColumn(),
        grant.Sequence);

    private static void Save(SqliteSession session, string account, CreditHold hold)
    {
        session.Execute(
            $"""
            INSERT INTO holds (account, {HoldColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (account, hold_id) DO UPDATE SET status = $4, settled = $5, released = $6
            """,
            account,
            hold.Id.Value,
            hold.Amount.Value,
            (int)hold.Status,
            hold.Settled.Value,
            hold.Released.Value,
            hold.Deadline.ToColumn(),
            hold.Sequence);
        for (var i = 0; i < hold.Lines.Count; i++)
        {
            var line = hold.Lines[i];
            session.Execute(
                """
                INSERT INTO hold_lines (account, hold_id, line, grant_id, held, settled, released) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (account, hold_id, line) DO UPDATE SET settled = $6, released = $7
                """,
                account,
                hold.Id.Value,
                i,
                line.Grant.Value,
                line.Held.Value,
                line.Settled.Value,
                line.Released.Value);
        }
    }

    private static CreditGrant ReadGrant(SqliteDataReader reader) => new()
    {
        Id = new GrantId(reader.GetString(0)),
        Amount = reader.GetCredits(1),
        Available = reader.GetCredits(2),
        Held = reader.GetCredits(3),
        Settled = reader.GetCredits(4),
        Expired = reader.GetCredits(5),
        Priority = reader.GetInt32(6),
        EffectiveAt = reader.GetTime(7),
        ExpiresAt = reader.FindTime(8),
        Sequence = reader.GetInt64(9),
    };

    private static CreditHold ReadHold(SqliteDataReader reader) => new()
    {
        Id = new HoldId(reader.GetString(0)),
        Amount = reader.GetCredits(1),
        Status = (HoldStatus)reader.GetInt32(2),
        Settled = reader.GetCredits(3),
        Released = reader.GetCredits(4),
        Deadline = reader.GetTime(5),
        Sequence = reader.GetInt64(6),
        Lines = [],
    };
}
