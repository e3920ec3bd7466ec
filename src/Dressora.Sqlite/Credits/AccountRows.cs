using Dressora.Ledger;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>Loads and saves accounts, inside a transaction. The core decides.</summary>
internal static partial class AccountRows
{
    private const string GrantColumns =
        "grant_id, amount, available, held, settled, expired, revoked, claimed, owing, priority, effective_at, expires_at, sequence, "
        + "replaces_grant, replaces_hold, metadata";

    private const string HoldColumns =
        "hold_id, origin, amount, status, settled, released, spendable, frozen_at, deadline, sequence, lines";

    /// <summary>Tells whether something has fallen due that is not booked yet.</summary>
    /// <remarks>
    /// Here and below indexes are named: left alone, SQLite would read every hold and every grant that the account ever had.
    /// </remarks>
    public static bool IsDue(SqliteSession session, AccountId account, DateTimeOffset now) => session.Find(
        """
        SELECT EXISTS (SELECT 1 FROM holds INDEXED BY holds_due WHERE account = $1 AND status = 0 AND deadline <= $2)
            OR EXISTS (SELECT 1 FROM grants INDEXED BY grants_live WHERE account = $1 AND is_live AND available > 0 AND expires_at <= $2)
        """,
        reader => reader.GetBoolean(0),
        account.Value,
        now.ToColumn());

    /// <summary>Reads a hold with its lines, in the order in which they are spent.</summary>
    public static CreditHold? FindHold(SqliteSession session, AccountId account, HoldId id) => session.Find(
        $"SELECT {HoldColumns} FROM holds WHERE account = $1 AND hold_id = $2", ReadHold, account.Value, id.Value);

    /// <summary>Opens an account with what a plan asks for.</summary>
    public static AccountBook Open(SqliteSession session, LoadPlan plan, CreditOptions policies, DateTimeOffset now)
    {
        var account = plan.Account.Value;
        var (state, isDue) = session.Find(
            """
            SELECT sequence, last_at, available, held,
                EXISTS (SELECT 1 FROM holds INDEXED BY holds_due WHERE holds.account = $1 AND status = 0 AND deadline <= $2)
            FROM accounts WHERE account = $1
            """,
            reader => (ReadState(plan.Account, reader), reader.GetBoolean(4)),
            account,
            now.ToColumn());
        var book = AccountBook.Open(AccountSnapshot.Empty(plan.Account) with { State = state ?? AccountState.Empty(plan.Account) }, policies);
        if (state is null)
        {
            return book;
        }

        LoadGrants(session, plan.Account, book, session.List(
            $"SELECT {GrantColumns} FROM grants INDEXED BY grants_live WHERE account = $1 AND is_live", ReadGrant, account));
        if (isDue)
        {
            LoadHolds(session, plan.Account, book, session.List(
                $"SELECT {HoldColumns} FROM holds INDEXED BY holds_due WHERE account = $1 AND status = 0 AND deadline <= $2",
                ReadHold,
                account,
                now.ToColumn()));
        }

        Load(session, plan, book);
        return book;
    }

    /// <summary>Loads what a plan names and a book does not have yet.</summary>
    public static void Load(SqliteSession session, LoadPlan plan, AccountBook book)
    {
        foreach (var id in plan.Grants)
        {
            LoadGrant(session, plan.Account, book, id);
            LoadGrants(session, plan.Account, book, session.List(
                $"SELECT {GrantColumns} FROM grants INDEXED BY grants_replacing WHERE account = $1 AND replaces_grant = $2",
                ReadGrant,
                plan.Account.Value,
                id.Value));
        }

        LoadHolds(session, plan.Account, book, plan.Holds
            .Where(id => book.FindHold(id) is null)
            .Select(id => FindHold(session, plan.Account, id))
            .OfType<CreditHold>()
            .ToList());
        book.Load([], [], plan.Keys.Select(key => ReceiptRows.Find(session, plan.Account, key)).OfType<CreditReceipt>());
    }

    /// <summary>Loads holds with the grants on their lines.</summary>
    private static void LoadHolds(SqliteSession session, AccountId account, AccountBook book, List<CreditHold> holds)
    {
        book.Load([], holds, []);
        foreach (var line in holds.SelectMany(hold => hold.Lines))
        {
            LoadGrant(session, account, book, line.Grant);
        }
    }

    private static void LoadGrant(SqliteSession session, AccountId account, AccountBook book, GrantId id)
    {
        if (book.FindGrant(id) is null && FindGrant(session, account, id) is { } grant)
        {
            LoadGrants(session, account, book, [grant]);
        }
    }

    /// <summary>Loads grants with those that they replace.</summary>
    private static void LoadGrants(SqliteSession session, AccountId account, AccountBook book, List<CreditGrant> grants)
    {
        book.Load(grants, [], []);
        foreach (var grant in grants)
        {
            if (grant.Replaces is { } replaced)
            {
                LoadGrant(session, account, book, replaced.Grant);
            }
        }
    }

    private static AccountState ReadState(AccountId account, SqliteDataReader reader) =>
        new(account, reader.GetInt64(0), reader.GetTime(1), reader.GetCredits(2), reader.GetCredits(3));

    /// <summary>Reads the grants that still have something, in any order.</summary>
    public static List<CreditGrant> ListGrants(SqliteSession session, AccountId account) => session.List(
        $"SELECT {GrantColumns} FROM grants WHERE account = $1 AND (available > 0 OR held > 0)", ReadGrant, account.Value);

    /// <summary>Reads every row of an account, in any order.</summary>
    public static AccountSnapshot ReadAll(SqliteSession session, AccountId account) => new(
        session.Find(
            "SELECT sequence, last_at, available, held FROM accounts WHERE account = $1", reader => ReadState(account, reader), account.Value)
            ?? AccountState.Empty(account),
        session.List($"SELECT {GrantColumns} FROM grants WHERE account = $1", ReadGrant, account.Value),
        session.List($"SELECT {HoldColumns} FROM holds WHERE account = $1", ReadHold, account.Value),
        ReceiptRows.List(session, account));

    /// <summary>Reads a grant.</summary>
    public static CreditGrant? FindGrant(SqliteSession session, AccountId account, GrantId id) => session.Find(
        $"SELECT {GrantColumns} FROM grants WHERE account = $1 AND grant_id = $2", ReadGrant, account.Value, id.Value);

    private static CreditGrant ReadGrant(SqliteDataReader reader) => new()
    {
        Id = new GrantId(reader.GetString(0)),
        Amount = reader.GetCredits(1),
        Available = reader.GetCredits(2),
        Held = reader.GetCredits(3),
        Settled = reader.GetCredits(4),
        Expired = reader.GetCredits(5),
        Revoked = reader.GetCredits(6),
        Claimed = reader.GetCredits(7),
        Owing = reader.GetCredits(8),
        Priority = reader.GetInt32(9),
        EffectiveAt = reader.GetTime(10),
        ExpiresAt = reader.FindTime(11),
        Sequence = reader.GetInt64(12),
        Replaces = reader.FindText(13) is { } grant ? new GrantReplacement(new GrantId(grant), reader.GetHold(14)) : null,
        Metadata = reader.FindText(15),
    };

    private static CreditHold ReadHold(SqliteDataReader reader) => new()
    {
        Id = reader.GetHold(0),
        Origin = (HoldOrigin)reader.GetInt32(1),
        Amount = reader.GetCredits(2),
        Status = (HoldStatus)reader.GetInt32(3),
        Settled = reader.GetCredits(4),
        Released = reader.GetCredits(5),
        Spendable = reader.FindCredits(6),
        FrozenAt = reader.GetTime(7),
        Deadline = reader.GetTime(8),
        Sequence = reader.GetInt64(9),
        Lines = LineText.ReadLines(reader.GetString(10)),
    };
}
