using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>
/// Loads and saves jobs, inside a transaction. <see cref="StoredJob"/> decides.
/// </summary>
internal static class JobRows
{
    private const string Columns = "document, token, leased_until, signals";

    public static StoredJob? Find(SqliteSession session, JobId job) =>
        session.Find($"SELECT {Columns} FROM jobs WHERE job_id = $1", Read, job.ToString());

    public static StoredJob? Find(SqliteSession session, AccountId account, JobId job) =>
        Find(session, job) is { } stored && stored.Job.Account == account ? stored : null;

    public static List<StoredJob> List(SqliteSession session, AccountId account, JobId? before, int limit) => session.List(
        $"SELECT {Columns} FROM jobs WHERE account = $1 AND job_id < $2 ORDER BY job_id DESC LIMIT $3",
        Read,
        account.Value,
        before?.ToString() ?? "k", // Behind every id that begins with "job_".
        limit);

    public static List<StoredJob> ListReady(SqliteSession session, string providers, DateTimeOffset now, int limit) => session.List(
        $"""
        SELECT {Columns} FROM jobs
        WHERE ready_at <= $1 AND (awaits IS NULL OR ends_at <= $2 OR awaits IN (SELECT value FROM json_each($3)))
        ORDER BY ready_at LIMIT $4
        """,
        Read,
        now.ToColumn(),
        (now - LeaseRequest.Grace).ToColumn(),
        providers,
        limit);

    public static DateTimeOffset? NextReadyAt(SqliteSession session, string providers, DateTimeOffset now) => session.Find<DateTimeOffset?>(
        """
        SELECT ready_at FROM jobs
        WHERE ready_at > $1 AND (awaits IS NULL OR awaits IN (SELECT value FROM json_each($2)))
        ORDER BY ready_at LIMIT 1
        """,
        reader => reader.GetTime(0),
        now.ToColumn(),
        providers);

    public static long CountActive(SqliteSession session, AccountId account) => session.Find(
        "SELECT count(*) FROM jobs WHERE account = $1 AND ended = 0", reader => reader.GetInt64(0), account.Value);

    public static void Save(SqliteSession session, StoredJob stored)
    {
        var job = stored.Job;
        session.Execute(
            """
            INSERT INTO jobs (job_id, account, ended, ready_at, leased_until, token, signals, ends_at, awaits, finished_at, document)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (job_id) DO UPDATE SET ended = $3, ready_at = $4, leased_until = $5, token = $6, signals = $7,
                ends_at = $8, awaits = $9, finished_at = $10, document = $11
            """,
            job.Id.ToString(),
            job.Account.Value,
            job.Status.IsTerminal() ? 1 : 0,
            ReadyAt(stored),
            stored.LeasedUntil.ToColumn(),
            stored.Token,
            stored.Signals,
            (job.StoreBy ?? job.EndBy).ToColumn(),
            job.Awaits,
            job.FinishedAt.ToColumn(),
            JobDocument.Write(job));
        foreach (var attempt in job.Attempts)
        {
            if (attempt.TokenHash is { } hash)
            {
                session.Execute(
                    "INSERT OR IGNORE INTO tokens (provider, hash, job_id, ordinal) VALUES ($1, $2, $3, $4)",
                    attempt.Candidate.Provider,
                    hash,
                    job.Id.ToString(),
                    attempt.Ordinal);
            }
        }
    }

    /// <summary>Saves a lease that alone has changed.</summary>
    public static void SaveLease(SqliteSession session, StoredJob stored) => session.Execute(
        "UPDATE jobs SET ready_at = $2, leased_until = $3, token = $4 WHERE job_id = $1",
        stored.Job.Id.ToString(),
        ReadyAt(stored),
        stored.LeasedUntil.ToColumn(),
        stored.Token);

    /// <summary>
    /// Binds a task to an attempt; <see langword="false"/> when it belongs to another.
    /// </summary>
    public static bool TryBind(SqliteSession session, string provider, ProviderTaskId task, AttemptId attempt)
    {
        session.Execute(
            "INSERT OR IGNORE INTO tasks (provider, task_id, job_id, ordinal) VALUES ($1, $2, $3, $4)",
            provider,
            task.Value,
            attempt.Job.ToString(),
            attempt.Ordinal);
        return session.Find(
            "SELECT 1 FROM tasks WHERE provider = $1 AND task_id = $2 AND job_id = $3 AND ordinal = $4",
            reader => reader.GetInt32(0) == 1,
            provider,
            task.Value,
            attempt.Job.ToString(),
            attempt.Ordinal);
    }

    public static void Delete(SqliteSession session, string job)
    {
        session.Execute("DELETE FROM messages WHERE job_id = $1", job);
        session.Execute("DELETE FROM tokens WHERE job_id = $1", job);
        session.Execute("DELETE FROM tasks WHERE job_id = $1", job);
        session.Execute("DELETE FROM keys WHERE job_id = $1", job);
        session.Execute("DELETE FROM jobs WHERE job_id = $1", job);
    }

    private static StoredJob Read(SqliteDataReader reader) => new()
    {
        Job = JobDocument.Read(reader.GetFieldValue<byte[]>(0)),
        Token = reader.GetInt64(1),
        LeasedUntil = reader.FindTime(2),
        Signals = reader.GetInt64(3),
    };

    // While a lease covers a job it is not ready before the lease ends.
    private static object? ReadyAt(StoredJob stored) =>
        (stored.Job.DueAt is { } due && stored.LeasedUntil > due ? stored.LeasedUntil : stored.Job.DueAt).ToColumn();
}
