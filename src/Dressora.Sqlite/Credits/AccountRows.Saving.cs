using Dressora.Ledger;

namespace Dressora.Sqlite;

/// <summary>Only what changes is written: no index for a bucket, no trigger for what is not set.</summary>
internal static partial class AccountRows
{
    /// <summary>Saves what became of an account.</summary>
    public static void Save(SqliteSession session, BookChanges changes)
    {
        if (changes.IsEmpty)
        {
            return;
        }

        // What came with these entries is new; what was there before is updated in the few columns that change.
        var first = changes.Entries[0].Sequence;
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
            Save(session, account.Account.Value, grant, isNew: grant.Sequence >= first);
        }

        foreach (var hold in changes.Holds)
        {
            Save(session, account.Account.Value, hold, isNew: hold.Sequence >= first);
        }

        SqliteOutbox.Add(session, changes.Events);
        foreach (var receipt in changes.Receipts)
        {
            ReceiptRows.Append(session, account.Account, receipt);
        }

        foreach (var entry in changes.Entries)
        {
            EntryRows.Append(session, account.Account.Value, entry);
        }
    }

    private static void Save(SqliteSession session, string account, CreditGrant grant, bool isNew)
    {
        if (isNew)
        {
            Insert(session, account, grant);
        }
        else if (!TryUpdate(session, account, grant, "is_live = $10"))
        {
            TryUpdate(session, account, grant, "is_live <> $10", ", is_live = $10");
        }
    }

    /// <summary>Updates a grant. Only where it begins or ceases to be live are its indexes written too.</summary>
    private static bool TryUpdate(SqliteSession session, string account, CreditGrant grant, string condition, string more = "") => session.Execute(
        $"""
        UPDATE grants SET available = $3, held = $4, settled = $5, expired = $6, revoked = $7, claimed = $8, owing = $9{more}
        WHERE account = $1 AND grant_id = $2 AND {condition}
        """,
        account,
        grant.Id.Value,
        grant.Available.Value,
        grant.Held.Value,
        grant.Settled.Value,
        grant.Expired.Value,
        grant.Revoked.Value,
        grant.Claimed.Value,
        grant.Owing.Value,
        IsLive(grant)) == 1;

    private static void Insert(SqliteSession session, string account, CreditGrant grant) => session.Execute(
        $"""
        INSERT INTO grants (account, {GrantColumns}, is_live)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        """,
        account,
        grant.Id.Value,
        grant.Amount.Value,
        grant.Available.Value,
        grant.Held.Value,
        grant.Settled.Value,
        grant.Expired.Value,
        grant.Revoked.Value,
        grant.Claimed.Value,
        grant.Owing.Value,
        grant.Priority,
        grant.EffectiveAt.ToColumn(),
        grant.ExpiresAt.ToColumn(),
        grant.Sequence,
        grant.Replaces?.Grant.Value,
        grant.Replaces?.Hold.Value,
        grant.Metadata,
        IsLive(grant));

    private static bool IsLive(CreditGrant grant) => grant.Available > Credits.Zero || grant.Held > Credits.Zero;

    private static void Save(SqliteSession session, string account, CreditHold hold, bool isNew)
    {
        if (isNew)
        {
            Insert(session, account, hold);
        }
        else
        {
            session.Execute(
                "UPDATE holds SET status = $3, settled = $4, released = $5, deadline = $6, lines = $7 WHERE account = $1 AND hold_id = $2",
                account,
                hold.Id.Value,
                (int)hold.Status,
                hold.Settled.Value,
                hold.Released.Value,
                hold.Deadline.ToColumn(),
                LineText.Write(hold.Lines));
        }
    }

    private static void Insert(SqliteSession session, string account, CreditHold hold) => session.Execute(
        $"INSERT INTO holds (account, {HoldColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        account,
        hold.Id.Value,
        (int)hold.Origin,
        hold.Amount.Value,
        (int)hold.Status,
        hold.Settled.Value,
        hold.Released.Value,
        hold.Spendable?.Value,
        hold.FrozenAt.ToColumn(),
        hold.Deadline.ToColumn(),
        hold.Sequence,
        LineText.Write(hold.Lines));
}
