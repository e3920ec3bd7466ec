using Dressora.Ledger;
using Dressora.Stores;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>Events in the same file as the accounts that they come from.</summary>
internal sealed class SqliteOutbox(SqliteDatabase database, TimeProvider time) : ICreditOutbox
{
    private const string Columns = "event_id, account, sequence, at, kind, subject, amount, expires_at, tries";

    /// <summary>Adds events, in the transaction that causes them.</summary>
    public static void Add(SqliteSession session, IReadOnlyList<CreditEvent> events)
    {
        foreach (var happened in events)
        {
            var row = CreditEventRow.Of(happened);
            session.Execute(
                """
                INSERT INTO events (account, sequence, at, kind, subject, amount, expires_at, due_at, tries)
                VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)
                """,
                happened.Account.Value,
                happened.Sequence,
                happened.At.ToColumn(),
                row.Kind,
                row.Subject,
                row.Amount.Value,
                row.ExpiresAt.ToColumn());
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxEvent>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return LeaseDueAsync(limit, duration, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(long id, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Execute("DELETE FROM events WHERE event_id = $1", id), cancellationToken);

    /// <inheritdoc/>
    public Task PutOffAsync(long id, TimeSpan? pause, CancellationToken cancellationToken = default) => database.WriteAsync(
        session => session.Execute("UPDATE events SET due_at = $2 WHERE event_id = $1", id, (time.GetUtcNow() + pause).ToColumn()),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxEvent>> ListDeadAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync<IReadOnlyList<OutboxEvent>>(
            session => session.List($"SELECT {Columns} FROM events WHERE due_at IS NULL ORDER BY event_id LIMIT $1", Read, limit),
            cancellationToken);
    }

    private static OutboxEvent Read(SqliteDataReader reader)
    {
        var row = new CreditEventRow(reader.GetInt32(4), reader.GetString(5), reader.GetCredits(6), reader.FindTime(7));
        var happened = row.ToEvent(new AccountId(reader.GetString(1)), reader.GetInt64(2), reader.GetTime(3));
        return new OutboxEvent(reader.GetInt64(0), happened, reader.GetInt32(8));
    }

    /// <summary>Looks beside the writer: an idle outbox costs no transaction.</summary>
    private Task<bool> HasDueAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Find(
            "SELECT EXISTS (SELECT 1 FROM events WHERE due_at <= $1)", reader => reader.GetBoolean(0), time.GetUtcNow().ToColumn()),
        cancellationToken);

    private async Task<IReadOnlyList<OutboxEvent>> LeaseDueAsync(int limit, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (!await HasDueAsync(cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        return await database.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                var due = session.List(
                    $"""
                    SELECT {Columns} FROM events AS this
                    WHERE due_at <= $1 AND NOT EXISTS (
                        SELECT 1 FROM events AS before
                        WHERE before.account = this.account AND before.event_id < this.event_id AND before.due_at IS NOT NULL)
                    ORDER BY event_id LIMIT $2
                    """,
                    Read,
                    now.ToColumn(),
                    limit);
                foreach (var message in due)
                {
                    session.Execute(
                        "UPDATE events SET due_at = $2, tries = tries + 1 WHERE event_id = $1", message.Id, (now + duration).ToColumn());
                }

                return due.ConvertAll(message => message with { Tries = message.Tries + 1 });
            },
            cancellationToken).ConfigureAwait(false);
    }
}
