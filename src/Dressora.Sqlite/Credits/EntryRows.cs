namespace Dressora.Sqlite;

/// <summary>The journal: appended to and read, never changed.</summary>
internal static class EntryRows
{
    /// <summary>
    /// Adds an entry with its movements. The file refuses one that does not follow the account's
    /// last.
    /// </summary>
    public static void Append(SqliteSession session, string account, CreditEntry entry)
    {
        session.Execute(
            """
            INSERT INTO entries (account, sequence, at, kind, hold_id, reason, available_after, held_after)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            account,
            entry.Sequence,
            entry.At.ToColumn(),
            (int)entry.Kind,
            entry.Hold?.Value,
            (int?)entry.Reason,
            entry.AvailableAfter.Value,
            entry.HeldAfter.Value);
        for (var i = 0; i < entry.Movements.Count; i++)
        {
            var movement = entry.Movements[i];
            session.Execute(
                """
                INSERT INTO movements (account, sequence, line, grant_id, available, held, settled, expired)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                account,
                entry.Sequence,
                i,
                movement.Grant.Value,
                movement.Available.Value,
                movement.Held.Value,
                movement.Settled.Value,
                movement.Expired.Value);
        }
    }

    /// <summary>Reads entries below a sequence, newest first.</summary>
    public static List<CreditEntry> List(SqliteSession session, AccountId account, long before, int limit)
    {
        var entries = session.List(
            """
            SELECT sequence, at, kind, hold_id, reason, available_after, held_after
            FROM entries WHERE account = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3
            """,
            reader => new CreditEntry
            {
                Sequence = reader.GetInt64(0),
                At = reader.GetTime(1),
                Kind = (CreditEntryKind)reader.GetInt32(2),
                Hold = reader.FindText(3) is { } hold ? new HoldId(hold) : null,
                Reason = reader.IsDBNull(4) ? null : (ReleaseReason)reader.GetInt32(4),
                Movements = [],
                AvailableAfter = reader.GetCredits(5),
                HeldAfter = reader.GetCredits(6),
            },
            account.Value,
            before,
            limit);
        return entries.ConvertAll(entry => entry with { Movements = Movements(session, account, entry.Sequence) });
    }

    private static List<CreditMovement> Movements(SqliteSession session, AccountId account, long sequence) => session.List(
        """
        SELECT grant_id, available, held, settled, expired
        FROM movements WHERE account = $1 AND sequence = $2 ORDER BY line
        """,
        reader => new CreditMovement(
            new GrantId(reader.GetString(0)),
            reader.GetCredits(1),
            reader.GetCredits(2),
            reader.GetCredits(3),
            reader.GetCredits(4)),
        account.Value,
        sequence);
}
