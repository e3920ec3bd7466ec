namespace Dressora.Sqlite;

/// <summary>Jobs, what leads to them, and uploads. What belongs to a job goes with it.</summary>
internal static class JobTables
{
    /// <summary>The first step.</summary>
    public const string Tables = """
        CREATE TABLE jobs (
            job_id TEXT NOT NULL PRIMARY KEY,
            account TEXT NOT NULL,
            ended INTEGER NOT NULL,
            ready_at INTEGER NULL,
            leased_until INTEGER NULL,
            token INTEGER NOT NULL,
            signals INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            awaits TEXT NULL,
            finished_at INTEGER NULL,
            document BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX jobs_ready ON jobs (ready_at, job_id, awaits, ends_at) WHERE ready_at IS NOT NULL;
        CREATE INDEX jobs_account ON jobs (account, job_id);
        CREATE INDEX jobs_active ON jobs (account) WHERE ended = 0;
        CREATE INDEX jobs_finished ON jobs (finished_at) WHERE ready_at IS NULL;

        CREATE TABLE tokens (
            provider TEXT NOT NULL,
            hash TEXT NOT NULL,
            job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            PRIMARY KEY (provider, hash)
        ) WITHOUT ROWID;
        CREATE INDEX tokens_job ON tokens (job_id);

        CREATE TABLE tasks (
            provider TEXT NOT NULL,
            task_id TEXT NOT NULL,
            job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            PRIMARY KEY (provider, task_id)
        ) WITHOUT ROWID;
        CREATE INDEX tasks_job ON tasks (job_id);

        CREATE TABLE messages (
            job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            body_hash TEXT NOT NULL,
            body BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            PRIMARY KEY (job_id, ordinal, body_hash)
        ) WITHOUT ROWID;
        CREATE INDEX messages_received ON messages (received_at);

        CREATE TABLE keys (
            account TEXT NOT NULL,
            key TEXT NOT NULL,
            job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
            fingerprint TEXT NOT NULL,
            PRIMARY KEY (account, key)
        ) WITHOUT ROWID;
        CREATE INDEX keys_job ON keys (job_id);

        CREATE TABLE uploads (
            account TEXT NOT NULL,
            upload_id TEXT NOT NULL,
            storage_key TEXT NOT NULL,
            content_type TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            usable_until INTEGER NOT NULL,
            keep_until INTEGER NOT NULL,
            PRIMARY KEY (account, upload_id)
        ) WITHOUT ROWID;
        CREATE INDEX uploads_keep ON uploads (keep_until);
        """;

    /// <summary>Which jobs wait for a place at their provider, and which take one.</summary>
    public const string Places = """
        ALTER TABLE jobs ADD COLUMN begins_task INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE jobs ADD COLUMN task_at TEXT NULL;
        DROP INDEX jobs_ready;
        CREATE INDEX jobs_ready ON jobs (ready_at, job_id, awaits, ends_at, begins_task) WHERE ready_at IS NOT NULL;
        CREATE INDEX jobs_waiting ON jobs (awaits, ready_at, job_id, ends_at, leased_until) WHERE begins_task = 1;
        CREATE INDEX jobs_tasks ON jobs (task_at) WHERE task_at IS NOT NULL;
        """;
}
