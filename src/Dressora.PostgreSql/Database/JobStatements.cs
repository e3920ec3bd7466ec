namespace Dressora.PostgreSql;

/// <summary>
/// What is said to the database about jobs. As with <see cref="CreditStatements"/> each is one
/// text for ever, and rows are joined by their keys alone.
/// </summary>
internal sealed class JobStatements(string schema)
{
    private const string StatementTicks = CreditStatements.StatementTicks;

    private const string UploadColumns = "upload_id, account, storage_key, content_type, width, height, bytes, usable_until, keep_until";

    /// <summary>Has acceptances on one account follow one another, whether or not the account has a row. $1: accounts.</summary>
    public string LockAcceptances { get; } = $"""
        SELECT pg_advisory_xact_lock(id) FROM (
            SELECT DISTINCT hashtextextended('{schema}.acceptances.' || account, 0) AS id FROM unnest($1::text[]) AS k(account) ORDER BY 1) AS locks
        """;

    /// <summary>Locks jobs in ascending order. $1: ids.</summary>
    public string LockJobs { get; } = $"""
        SELECT job_id, token, leased_until FROM {schema}.steps WHERE job_id = ANY($1) ORDER BY job_id FOR NO KEY UPDATE
        """;

    /// <summary>
    /// Holds on to the places of jobs that are leased to begin a task: nobody counts them until the transaction ends. $1: ids of locked
    /// jobs.
    /// </summary>
    public string HoldPlaces { get; } = $"""
        SELECT pg_advisory_xact_lock_shared(id) FROM (
            SELECT DISTINCT hashtextextended('{schema}.places.' || awaits, 0) AS id FROM {schema}.steps
            WHERE job_id = ANY($1) AND begins_task AND leased_until IS NOT NULL ORDER BY 1) AS locks
        """;

    /// <summary>Has those who count places at a provider follow one another. $1: providers.</summary>
    public string LockPlaces { get; } = $"""
        SELECT pg_advisory_xact_lock(id) FROM (
            SELECT DISTINCT hashtextextended('{schema}.places.' || provider, 0) AS id FROM unnest($1::text[]) AS k(provider) ORDER BY 1) AS locks
        """;

    /// <summary>Reads jobs by their ids. $1: ids.</summary>
    public string JobsById { get; } = $"SELECT job_id, signals, document FROM {schema}.jobs WHERE job_id = ANY($1)";

    /// <summary>Reads jobs by the keys that led to them. $1: accounts, $2: keys.</summary>
    public string JobsByKey { get; } = $"""
        SELECT k.place, found.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(account, key, place)
        CROSS JOIN LATERAL (SELECT j.fingerprint, j.document FROM {schema}.jobs j WHERE j.account = k.account AND j.key = k.key OFFSET 0) AS found
        """;

    /// <summary>Counts the unfinished jobs of accounts. $1: accounts.</summary>
    public string ActiveJobs { get; } = $"""
        SELECT k.account, (SELECT count(*) FROM {schema}.jobs j WHERE j.account = k.account AND j.finished_at IS NULL)
        FROM unnest($1::text[]) AS k(account)
        """;

    /// <summary>Reads whose tasks are. $1: tasks.</summary>
    public string TaskOwners { get; } = $"SELECT provider, task_id, job_id, ordinal FROM {schema}.tasks WHERE task_id = ANY($1)";

    /// <summary>Reads the hashes of the callbacks of attempts. $1: jobs, $2: ordinals.</summary>
    public string MessagesOf { get; } = $"""
        SELECT k.place, found.* FROM unnest($1::uuid[], $2::integer[]) WITH ORDINALITY AS k(job_id, ordinal, place)
        CROSS JOIN LATERAL (SELECT m.body_hash FROM {schema}.messages m WHERE m.job_id = k.job_id AND m.ordinal = k.ordinal OFFSET 0) AS found
        """;

    /// <summary>Counts the usable uploads of accounts. $1: this node's time, $2: accounts.</summary>
    public string LiveUploads { get; } = $"""
        SELECT k.account, (SELECT count(*) FROM {schema}.uploads u WHERE u.account = k.account AND u.usable_until > coalesce($1, {StatementTicks}))
        FROM unnest($2::text[]) AS k(account)
        """;

    /// <summary>Adds jobs.</summary>
    public string InsertJobs { get; } = $"""
        INSERT INTO {schema}.jobs (job_id, signals, ends_at, finished_at, document, account, key, fingerprint)
        SELECT job_id, signals, ends_at, finished_at, document::json, account, key, fingerprint
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
            AS k(job_id, signals, ends_at, finished_at, document, account, key, fingerprint)
        """;

    /// <summary>Adds what is to be done about jobs.</summary>
    public string InsertSteps { get; } = $"""
        INSERT INTO {schema}.steps (job_id, token, leased_until, ready_at, awaits, begins_task, ends_at, place_at)
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::boolean[], $7::bigint[], $8::text[])
        """;

    /// <summary>Changes jobs.</summary>
    public string UpdateJobs { get; } = $"""
        UPDATE {schema}.jobs j SET signals = k.signals, ends_at = k.ends_at, finished_at = k.finished_at, document = k.document::json
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[]) AS k(job_id, signals, ends_at, finished_at, document)
        WHERE j.job_id = k.job_id
        """;

    /// <summary>Changes what is to be done about jobs.</summary>
    public string UpdateSteps { get; } = $"""
        UPDATE {schema}.steps s SET token = k.token, leased_until = k.leased_until, ready_at = k.ready_at, awaits = k.awaits,
            begins_task = k.begins_task, ends_at = k.ends_at, place_at = k.place_at
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::boolean[], $7::bigint[], $8::text[])
            AS k(job_id, token, leased_until, ready_at, awaits, begins_task, ends_at, place_at)
        WHERE s.job_id = k.job_id
        """;

    /// <summary>Removes jobs, and what led to them. $1: ids.</summary>
    public string[] DeleteJobs { get; } =
    [
        .. new[] { "jobs", "steps", "tokens", "tasks", "messages" }.Select(table => $"DELETE FROM {schema}.{table} WHERE job_id = ANY($1)"),
    ];

    /// <summary>Adds callback tokens; each create of an attempt has its own.</summary>
    public string InsertTokens { get; } = $"""
        INSERT INTO {schema}.tokens (provider, hash, job_id, ordinal)
        SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::integer[]) ON CONFLICT DO NOTHING
        """;

    /// <summary>Binds tasks to attempts.</summary>
    public string InsertTasks { get; } = $"""
        INSERT INTO {schema}.tasks (provider, task_id, job_id, ordinal) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::integer[])
        """;

    /// <summary>Adds callbacks.</summary>
    public string InsertMessages { get; } = $"""
        INSERT INTO {schema}.messages (job_id, ordinal, body_hash, body, received_at)
        SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::bytea[], $5::bigint[])
        """;

    /// <summary>Removes the callbacks of jobs. $1: ids.</summary>
    public string DeleteMessages { get; } = $"DELETE FROM {schema}.messages WHERE job_id = ANY($1)";

    /// <summary>Adds an upload.</summary>
    public string InsertUploads { get; } = $"""
        INSERT INTO {schema}.uploads ({UploadColumns})
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::integer[], $7::bigint[], $8::bigint[], $9::bigint[])
        """;

    /// <summary>Keeps uploads longer. $1: accounts, $2: ids, $3: until when.</summary>
    public string KeepUploads { get; } = $"""
        UPDATE {schema}.uploads u SET keep_until = k.keep_until FROM unnest($1::text[], $2::text[], $3::bigint[]) AS k(account, upload_id, keep_until)
        WHERE u.account = k.account AND u.upload_id = k.upload_id AND u.keep_until < k.keep_until
        """;

    /// <summary>Reads a usable upload. $1: this node's time, $2: account, $3: id.</summary>
    public string UsableUpload { get; } = $"""
        SELECT {UploadColumns} FROM {schema}.uploads WHERE account = $2 AND upload_id = $3 AND usable_until > coalesce($1, {StatementTicks})
        """;

    /// <summary>Reads uploads that need not be kept, longest expired first. $1: this node's time, $2: how many.</summary>
    public string ExpiredUploads { get; } = $"""
        SELECT {UploadColumns} FROM {schema}.uploads WHERE keep_until <= coalesce($1, {StatementTicks}) ORDER BY keep_until LIMIT $2
        """;

    /// <summary>Removes an upload. $1: account, $2: id.</summary>
    public string RemoveUpload { get; } = $"DELETE FROM {schema}.uploads WHERE account = $1 AND upload_id = $2";

    /// <summary>Reads a job of an account. $1: id, $2: account.</summary>
    public string Job { get; } = $"SELECT document FROM {schema}.jobs WHERE job_id = $1 AND account = $2";

    /// <summary>Reads jobs of an account below an id, newest first. $1: account, $2: id, $3: how many.</summary>
    public string JobsOf { get; } = $"""
        SELECT document FROM {schema}.jobs WHERE account = $1 AND job_id < $2 ORDER BY job_id DESC LIMIT $3
        """;

    /// <summary>Reads which attempt a callback token leads to. $1: provider, $2: hash.</summary>
    public string AttemptOf { get; } = $"SELECT job_id, ordinal FROM {schema}.tokens WHERE provider = $1 AND hash = $2";
}
