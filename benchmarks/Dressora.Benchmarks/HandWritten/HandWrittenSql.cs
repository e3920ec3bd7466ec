namespace Dressora.Benchmarks;

/// <summary>What <see cref="HandWrittenCredits"/> says to the database.</summary>
internal static class HandWrittenSql
{
    public const string LockAccount = "SELECT available FROM accounts WHERE name = $1 FOR UPDATE";

    public const string LockLots =
        "SELECT id, available, expires_at FROM lots WHERE account = $1 AND available > 0 ORDER BY expires_at FOR UPDATE";

    public const string LockLines = """
        SELECT lot.id, line.amount FROM hold_lines line JOIN lots lot ON lot.id = line.lot
        WHERE line.account = $1 AND line.hold = $2 ORDER BY lot.expires_at FOR UPDATE OF lot
        """;

    public const string MoveAccount = "UPDATE accounts SET available = available + $2, held = held + $3 WHERE name = $1";

    public const string MoveLot = "UPDATE lots SET available = available + $2, held = held + $3, settled = settled + $4 WHERE id = $1";

    public const string InsertHold =
        "INSERT INTO holds (account, id, amount, settled, is_open, deadline) VALUES ($1, $2, $3, 0, true, $4)";

    public const string InsertLine = "INSERT INTO hold_lines (account, hold, lot, amount) VALUES ($1, $2, $3, $4)";

    public const string CloseHold =
        "UPDATE holds SET is_open = false, settled = $3 WHERE account = $1 AND id = $2 AND is_open";

    public const string InsertEntry =
        "INSERT INTO journal (account, kind, hold, amount, available_after, at) VALUES ($1, $2, $3, $4, $5, $6)";
}
