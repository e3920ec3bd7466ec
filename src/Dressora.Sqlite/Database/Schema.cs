namespace Dressora.Sqlite;

/// <summary>
/// The tables, as a list of steps from nothing to today. A step that has shipped never changes; a
/// new one is added.
/// </summary>
/// <remarks>
/// Times are ticks in UTC, amounts whole credits. The checks and triggers are a second line of
/// defence behind the one core.
/// </remarks>
internal static class Schema
{
    public static IReadOnlyList<string> Steps { get; } = [Credits + Jobs];

    private const string Credits = """
        CREATE TABLE accounts (
            account TEXT NOT NULL PRIMARY KEY,
            sequence INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            available INTEGER NOT NULL CHECK (available >= 0),
            held INTEGER NOT NULL CHECK (held >= 0)
        ) WITHOUT ROWID;

        CREATE TABLE grants (
            account TEXT NOT NULL,
            grant_id TEXT NOT NULL,
            amount INTEGER NOT NULL CHECK (amount > 0),
            available INTEGER NOT NULL CHECK (available >= 0),
            held INTEGER NOT NULL CHECK (held >= 0),
            settled INTEGER NOT NULL CHECK (settled >= 0),
            expired INTEGER NOT NULL CHECK (expired >= 0),
            priority INTEGER NOT NULL,
            effective_at INTEGER NOT NULL,
            expires_at INTEGER NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (account, grant_id),
            CHECK (amount = available + held + settled + expired)
        ) WITHOUT ROWID;
        CREATE INDEX grants_available ON grants (account) WHERE available > 0;

        CREATE TABLE holds (
            account TEXT NOT NULL,
            hold_id TEXT NOT NULL,
            amount INTEGER NOT NULL CHECK (amount >= 0),
            status INTEGER NOT NULL,
            settled INTEGER NOT NULL CHECK (settled >= 0),
            released INTEGER NOT NULL CHECK (released >= 0),
            deadline INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (account, hold_id),
            CHECK (status = 0 AND settled + released = 0 OR settled + released = amount)
        ) WITHOUT ROWID;
        CREATE INDEX holds_open ON holds (account, deadline) WHERE status = 0;
        CREATE TRIGGER holds_end_once BEFORE UPDATE ON holds WHEN OLD.status <> 0
            BEGIN SELECT RAISE(ABORT, 'a hold ends once'); END;

        CREATE TABLE hold_lines (
            account TEXT NOT NULL,
            hold_id TEXT NOT NULL,
            line INTEGER NOT NULL,
            grant_id TEXT NOT NULL,
            held INTEGER NOT NULL CHECK (held >= 0),
            settled INTEGER NOT NULL CHECK (settled >= 0),
            released INTEGER NOT NULL CHECK (released >= 0 AND settled + released <= held),
            PRIMARY KEY (account, hold_id, line)
        ) WITHOUT ROWID;

        CREATE TABLE entries (
            account TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            hold_id TEXT NULL,
            reason INTEGER NULL,
            available_after INTEGER NOT NULL CHECK (available_after >= 0),
            held_after INTEGER NOT NULL CHECK (held_after >= 0),
            PRIMARY KEY (account, sequence)
        ) WITHOUT ROWID;

        CREATE TABLE movements (
            account TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            line INTEGER NOT NULL,
            grant_id TEXT NOT NULL,
            available INTEGER NOT NULL,
            held INTEGER NOT NULL,
            settled INTEGER NOT NULL,
            expired INTEGER NOT NULL,
            PRIMARY KEY (account, sequence, line)
        ) WITHOUT ROWID;

        CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER movements_stay BEFORE UPDATE ON movements BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER movements_remain BEFORE DELETE ON movements BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

        """;

    private const string Jobs = """
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
        CREATE INDEX jobs_ready ON jobs (ready_at) WHERE ready_at IS NOT NULL;
        CREATE INDEX jobs_account ON jobs (account, job_id);
        CREATE INDEX jobs_active ON jobs (account) WHERE ended = 0;
        CREATE INDEX jobs_finished ON jobs (finished_at) WHERE ready_at IS NULL;

        CREATE TABLE tokens (
            provider TEXT NOT NULL,
            hash TEXT NOT NULL,
            job_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            PRIMARY KEY (provider, hash)
        ) WITHOUT ROWID;
        CREATE INDEX tokens_job ON tokens (job_id);

        CREATE TABLE tasks (
            provider TEXT NOT NULL,
            task_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            PRIMARY KEY (provider, task_id)
        ) WITHOUT ROWID;
        CREATE INDEX tasks_job ON tasks (job_id);

        CREATE TABLE messages (
            job_id TEXT NOT NULL,
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
            job_id TEXT NOT NULL,
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
}
