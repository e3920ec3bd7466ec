using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>
/// Loads and saves jobs, inside a transaction. <see cref="StoredJob"/> decides.
/// </summary>
internal static class JobRows
{
    /// <summary>
    /// What leasing asks. It walks the index of ready jobs and stops at the limit; jobs that
    /// would begin a task at a limited provider have a question of their own.
    /// </summary>
    internal const string ReadySql =
        $"""
        SELECT {Columns} FROM jobs
        WHERE ready_at <= $1 AND (awaits IS NULL OR ends_at <= $2 OR awaits IN (SELECT value FROM json_each($3)))
            AND NOT (begins_task = 1 AND ends_at > $1 AND awaits IN (SELECT value FROM json_each($5)))
        ORDER BY ready_at, job_id LIMIT $4
        """;

    /// <summary>Those that would begin a task at one provider.</summary>
    internal const string WaitingSql =
        $"""
        SELECT {Columns} FROM jobs
        WHERE begins_task = 1 AND awaits = $2 AND ready_at <= $1 AND ends_at > $1
        ORDER BY ready_at, job_id LIMIT $3
        """;

    /// <summary>What waiting asks. It reads the index of ready jobs alone.</summary>
    internal const string NextSql =
        """
        SELECT ready_at FROM jobs
        WHERE ready_at > $1 AND (awaits IS NULL OR awaits IN (SELECT value FROM json_each($2)))
        ORDER BY ready_at LIMIT 1
        """;

    private const string Columns = "document, token, leased_until, signals";

    /// <summary>Finds a job, whoever's it is.</summary>
    public static StoredJob? Find(SqliteSession session, JobId job) =>
        session.Find($"SELECT {Columns} FROM jobs WHERE job_id = $1", Read, job.ToString());

    /// <summary>Finds a job of an account; another account's is none.</summary>
    public static StoredJob? Find(SqliteSession session, AccountId account, JobId job) =>
        Find(session, job) is { } stored && stored.Job.Account == account ? stored : null;

    /// <summary>
    /// Reads an account's jobs below an id, newest first: ids sort by their creation.
    /// </summary>
    public static List<StoredJob> List(SqliteSession session, AccountId account, JobId? before, int limit) => session.List(
        $"SELECT {Columns} FROM jobs WHERE account = $1 AND job_id < $2 ORDER BY job_id DESC LIMIT $3",
        Read,
        account.Value,
        before?.ToString() ?? "k", // Behind every id that begins with "job_".
        limit);

    /// <summary>Finds the jobs that a node may lease now, longest due first.</summary>
    public static List<StoredJob> ListReady(SqliteSession session, string providers, string limited, DateTimeOffset now, long limit) => session.List(
        ReadySql, Read, now.ToColumn(), (now - LeaseRequest.Grace).ToColumn(), providers, limit, limited);

    /// <summary>Finds the jobs that would begin a task at a provider, longest due first.</summary>
    public static List<StoredJob> ListWaiting(SqliteSession session, string provider, DateTimeOffset now, long limit) =>
        session.List(WaitingSql, Read, now.ToColumn(), provider, limit);

    /// <summary>
    /// Finds the earliest deadline of those jobs; <see langword="null"/> when there are none.
    /// </summary>
    public static DateTimeOffset? FirstDeadline(SqliteSession session, string provider, DateTimeOffset now) => session.Find<DateTimeOffset?>(
        "SELECT min(ends_at) FROM jobs WHERE begins_task = 1 AND awaits = $2 AND ready_at <= $1 AND ends_at > $1",
        reader => reader.FindTime(0),
        now.ToColumn(),
        provider);

    /// <summary>Counts the jobs that take a place at a provider.</summary>
    public static int CountTasks(SqliteSession session, string provider, DateTimeOffset now) => session.Find(
        """
        SELECT (SELECT count(*) FROM jobs WHERE task_at = $2)
            + (SELECT count(*) FROM jobs WHERE begins_task = 1 AND awaits = $2 AND leased_until > $1)
        """,
        reader => reader.GetInt32(0),
        now.ToColumn(),
        provider);

    /// <summary>
    /// Finds when the next job falls due, or its lease ends, that a node may take.
    /// </summary>
    public static DateTimeOffset? NextReadyAt(SqliteSession session, string providers, DateTimeOffset now) =>
        session.Find<DateTimeOffset?>(NextSql, reader => reader.GetTime(0), now.ToColumn(), providers);

    /// <summary>Counts the unfinished jobs of an account.</summary>
    public static long CountActive(SqliteSession session, AccountId account) => session.Find(
        "SELECT count(*) FROM jobs WHERE account = $1 AND ended = 0", reader => reader.GetInt64(0), account.Value);

    /// <summary>Writes a new job.</summary>
    /// <exception cref="SqliteException">There is one of that id.</exception>
    public static void Insert(SqliteSession session, StoredJob stored) => Write(
        session,
        """
        INSERT INTO jobs (
            job_id, account, ended, ready_at, leased_until, token, signals, ends_at, awaits, begins_task, task_at, finished_at, document)
        VALUES ($1, $13, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """,
        stored);

    /// <summary>
    /// Writes what became of a job. Callback tokens are added and never taken away: each create
    /// of an attempt had its own.
    /// </summary>
    public static void Save(SqliteSession session, StoredJob stored)
    {
        Write(
            session,
            """
            UPDATE jobs SET ended = $2, ready_at = $3, leased_until = $4, token = $5, signals = $6, ends_at = $7, awaits = $8,
                begins_task = $9, task_at = $10, finished_at = $11, document = $12
            WHERE job_id = $1 AND account = $13
            """,
            stored);
        SaveTokens(session, stored.Job);
    }

    /// <summary>Saves a lease that alone has changed.</summary>
    public static void SaveLease(SqliteSession session, StoredJob stored) => session.Execute(
        "UPDATE jobs SET ready_at = $2, leased_until = $3, token = $4 WHERE job_id = $1",
        stored.Job.Id.ToString(),
        ReadyAt(stored).ToColumn(),
        stored.LeasedUntil.ToColumn(),
        stored.Token);

    /// <summary>Finds the attempt that a task is bound to.</summary>
    public static AttemptId? FindOwner(SqliteSession session, string provider, ProviderTaskId task) => session.Find<AttemptId?>(
        "SELECT job_id, ordinal FROM tasks WHERE provider = $1 AND task_id = $2", ReadAttempt, provider, task.Value);

    /// <summary>Binds a task to an attempt.</summary>
    public static void Bind(SqliteSession session, string provider, ProviderTaskId task, AttemptId attempt) => session.Execute(
        "INSERT OR IGNORE INTO tasks (provider, task_id, job_id, ordinal) VALUES ($1, $2, $3, $4)",
        provider,
        task.Value,
        attempt.Job.ToString(),
        attempt.Ordinal);

    /// <summary>Finds the attempt that a callback token leads to, at its own provider.</summary>
    public static AttemptId? FindAttempt(SqliteSession session, string provider, string tokenHash) => session.Find<AttemptId?>(
        "SELECT job_id, ordinal FROM tokens WHERE provider = $1 AND hash = $2", ReadAttempt, provider, tokenHash);

    /// <summary>Removes a job, with its key, tokens, tasks and messages.</summary>
    public static void Delete(SqliteSession session, string job) => session.Execute("DELETE FROM jobs WHERE job_id = $1", job);

    /// <summary>
    /// Returns when a job can be leased; <see langword="null"/> when nothing is left to do.
    /// </summary>
    // While a lease covers a job it is not ready before the lease ends.
    public static DateTimeOffset? ReadyAt(StoredJob stored) =>
        stored.Job.DueAt is { } due && stored.LeasedUntil > due ? stored.LeasedUntil : stored.Job.DueAt;

    private static void Write(SqliteSession session, string sql, StoredJob stored) => session.Execute(
        sql,
        stored.Job.Id.ToString(),
        stored.Job.Status.IsTerminal() ? 1 : 0,
        ReadyAt(stored).ToColumn(),
        stored.LeasedUntil.ToColumn(),
        stored.Token,
        stored.Signals,
        (stored.Job.StoreBy ?? stored.Job.EndBy).ToColumn(),
        stored.Job.Awaits,
        stored.Job.BeginsTask ? 1 : 0,
        stored.Job.HasTaskAt,
        stored.Job.FinishedAt.ToColumn(),
        JobDocument.Write(stored.Job),
        stored.Job.Account.Value);

    private static void SaveTokens(SqliteSession session, JobRecord job)
    {
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

    private static AttemptId? ReadAttempt(SqliteDataReader reader) =>
        JobId.TryParse(reader.GetString(0), out var job) ? new AttemptId(job, reader.GetInt32(1)) : null;

    private static StoredJob Read(SqliteDataReader reader) => new()
    {
        Job = JobDocument.Read(reader.GetFieldValue<byte[]>(0)),
        Token = reader.GetInt64(1),
        LeasedUntil = reader.FindTime(2),
        Signals = reader.GetInt64(3),
    };
}
