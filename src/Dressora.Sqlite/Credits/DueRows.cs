namespace Dressora.Sqlite;

/// <summary>What has fallen due, or soon will, on any account.</summary>
internal static class DueRows
{
    /// <summary>Lists accounts with a hold or a grant whose time has come, from the indexes alone.</summary>
    public static IReadOnlyList<AccountId> ListAccounts(SqliteSession session, DateTimeOffset now, int limit)
    {
        var holding = session.List(
            "SELECT DISTINCT account FROM holds INDEXED BY holds_due WHERE status = 0 AND deadline <= $1 LIMIT $2",
            reader => new AccountId(reader.GetString(0)),
            now.ToColumn(),
            limit);
        var expiring = session.List(
            """
            SELECT DISTINCT account FROM grants INDEXED BY grants_expiring
            WHERE is_live AND available > 0 AND expires_at IS NOT NULL AND expires_at <= $1 LIMIT $2
            """,
            reader => new AccountId(reader.GetString(0)),
            now.ToColumn(),
            limit);
        return holding.Union(expiring).Take(limit).ToList();
    }

    /// <summary>Lists notices of grants that expire by a time and have not been told of.</summary>
    public static List<CreditEvent> ListNotices(SqliteSession session, DateTimeOffset now, DateTimeOffset until, int limit) => session.List<CreditEvent>(
        """
        SELECT account, sequence, grant_id, available, expires_at FROM grants INDEXED BY grants_to_notice
        WHERE is_noticed = 0 AND expires_at IS NOT NULL AND expires_at > $1 AND expires_at <= $2 AND available > 0
        ORDER BY expires_at LIMIT $3
        """,
        reader => new CreditEvent.GrantExpiring(
            new AccountId(reader.GetString(0)),
            reader.GetInt64(1),
            now,
            new GrantId(reader.GetString(2)),
            reader.GetCredits(3),
            reader.GetTime(4)),
        now.ToColumn(),
        until.ToColumn(),
        limit);

    /// <summary>Puts notices into the outbox, and remembers that each was given.</summary>
    public static void Save(SqliteSession session, IReadOnlyList<CreditEvent> notices)
    {
        SqliteOutbox.Add(session, notices);
        foreach (var notice in notices.OfType<CreditEvent.GrantExpiring>())
        {
            session.Execute(
                "UPDATE grants SET is_noticed = 1 WHERE account = $1 AND grant_id = $2", notice.Account.Value, notice.Grant.Value);
        }
    }
}
