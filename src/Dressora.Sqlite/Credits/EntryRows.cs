using Dressora.Ledger;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>The journal: appended to and read, never changed.</summary>
internal static class EntryRows
{
    private const string Columns =
        "sequence, at, kind, amount, hold_id, grant_id, deadline, available_after, held_after, movements, details";

    /// <summary>
    /// Adds an entry with its movements. The file refuses one that does not follow the account's
    /// last.
    /// </summary>
    public static void Append(SqliteSession session, string account, CreditEntry entry) => session.Execute(
        $"INSERT INTO entries (account, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        account,
        entry.Sequence,
        entry.At.ToColumn(),
        (int)entry.Kind,
        entry.Amount.Value,
        entry.Hold?.Value,
        entry.Grant?.Value,
        entry.Deadline.ToColumn(),
        entry.AvailableAfter.Value,
        entry.HeldAfter.Value,
        LineText.Write(entry.Movements),
        EntryDetails.Write(entry));

    /// <summary>Reads entries below a sequence, newest first.</summary>
    public static List<CreditEntry> List(SqliteSession session, AccountId account, long before, int limit) => session.List(
        $"SELECT {Columns} FROM entries WHERE account = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3",
        Read,
        account.Value,
        before,
        limit);

    /// <summary>Shows the rows of a journal, oldest first, up to a time.</summary>
    public static void ForEach(SqliteSession session, AccountId account, DateTimeOffset until, Action<SqliteDataReader> show) => session.ForEach(
        $"SELECT {Columns} FROM entries WHERE account = $1 AND at <= $2 ORDER BY sequence", show, account.Value, until.ToColumn());

    /// <summary>
    /// Reads what was booked about a hold and its late settle since the freeze, oldest first.
    /// </summary>
    public static List<CreditEntry> ListAbout(SqliteSession session, AccountId account, CreditHold hold) => session.List(
        $"SELECT {Columns} FROM entries WHERE account = $1 AND sequence >= $2 AND hold_id IN ($3, $4) ORDER BY sequence",
        Read,
        account.Value,
        hold.Sequence,
        hold.Id.Value,
        HoldId.ForLateSettle(hold.Id).Value);

    /// <summary>Reads the entry of a row.</summary>
    public static CreditEntry Read(SqliteDataReader reader) => EntryDetails.Read(reader.FindText(10), new CreditEntry
    {
        Sequence = reader.GetInt64(0),
        At = reader.GetTime(1),
        Kind = (CreditEntryKind)reader.GetInt32(2),
        Amount = reader.GetCredits(3),
        Hold = reader.IsDBNull(4) ? null : reader.GetHold(4),
        Grant = reader.FindText(5) is { } grant ? new GrantId(grant) : null,
        Deadline = reader.FindTime(6),
        AvailableAfter = reader.GetCredits(7),
        HeldAfter = reader.GetCredits(8),
        Movements = LineText.ReadMovements(reader.GetString(9)),
    });
}
