using Dressora.Stores;

namespace Dressora.Sqlite;

/// <summary>Uploads, and the end of old rows.</summary>
internal sealed partial class SqliteJobStore
{
    /// <inheritdoc/>
    public Task<UploadRecord?> AddUploadAsync(
        UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return WriteAsync((session, now) => UploadRows.TryAdd(session, upload, lifetime, liveMax, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(session => UploadRows.FindUsable(session, account, upload, _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync<IReadOnlyList<UploadRecord>>(
            session => UploadRows.ListExpired(session, limit, _time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        WriteAsync(
            (session, _) =>
            {
                UploadRows.Remove(session, account, upload);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        return WriteAsync((session, now) => Prune(session, request, now), cancellationToken);
    }

    private static int Prune(SqliteSession session, PruneRequest request, DateTimeOffset now)
    {
        var old = session.List(
            "SELECT job_id FROM jobs WHERE ready_at IS NULL AND finished_at <= $1 ORDER BY finished_at LIMIT $2",
            reader => reader.GetString(0),
            (now - request.JobsFor).ToColumn(),
            request.Limit);
        foreach (var job in old)
        {
            JobRows.Delete(session, job);
        }

        var messages = session.Execute(
            """
            DELETE FROM messages WHERE (job_id, ordinal, body_hash) IN
                (SELECT job_id, ordinal, body_hash FROM messages WHERE received_at <= $1 LIMIT $2)
            """,
            (now - request.MessagesFor).ToColumn(),
            request.Limit);
        return old.Count + messages;
    }
}
