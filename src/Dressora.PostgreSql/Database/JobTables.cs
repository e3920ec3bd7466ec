namespace Dressora.PostgreSql;

/// <summary>Jobs, what is to be done about them, what leads to them, and uploads.</summary>
/// <remarks>
/// What a job is and when it is due are two rows. The first is long, and nothing that changes with every step is indexed, so an update
/// stays in its page. The second is short, is found by an index of its own, and is the row that is locked: leasing touches it alone.
/// The condition of jobs_late is another one than that of jobs_active, so that no plan takes one for the other.
/// </remarks>
internal static class JobTables
{
    /// <summary>The second step.</summary>
    public const string Tables = """

        CREATE TABLE $schema.jobs (
            job_id uuid NOT NULL PRIMARY KEY,
            account text COLLATE "C" NOT NULL,
            key text COLLATE "C" NULL,
            fingerprint text NULL,
            signals bigint NOT NULL,
            ends_at bigint NOT NULL,
            finished_at bigint NULL,
            document json NOT NULL
        ) WITH (fillfactor = 50, toast_tuple_target = 4080);
        CREATE INDEX jobs_account ON $schema.jobs (account, job_id);
        CREATE UNIQUE INDEX jobs_key ON $schema.jobs (account, key) WHERE key IS NOT NULL;
        CREATE INDEX jobs_active ON $schema.jobs (account) WHERE finished_at IS NULL;
        CREATE INDEX jobs_late ON $schema.jobs (ends_at) WHERE coalesce(finished_at, 0) = 0;
        CREATE INDEX jobs_finished ON $schema.jobs (finished_at) WHERE finished_at IS NOT NULL;

        CREATE TABLE $schema.steps (
            job_id uuid NOT NULL PRIMARY KEY,
            token bigint NOT NULL,
            leased_until bigint NULL,
            ready_at bigint NULL,
            awaits text COLLATE "C" NOT NULL,
            begins_task boolean NOT NULL,
            ends_at bigint NOT NULL,
            place_at text COLLATE "C" NULL
        ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
        CREATE INDEX steps_ready ON $schema.steps (awaits, begins_task, ready_at, job_id) WHERE ready_at IS NOT NULL;
        CREATE INDEX steps_places ON $schema.steps (place_at) WHERE place_at IS NOT NULL;

        CREATE TABLE $schema.tokens (
            provider text COLLATE "C" NOT NULL,
            hash text COLLATE "C" NOT NULL,
            job_id uuid NOT NULL,
            ordinal integer NOT NULL,
            PRIMARY KEY (provider, hash)
        );
        CREATE INDEX tokens_job ON $schema.tokens (job_id);

        CREATE TABLE $schema.tasks (
            provider text COLLATE "C" NOT NULL,
            task_id text COLLATE "C" NOT NULL,
            job_id uuid NOT NULL,
            ordinal integer NOT NULL,
            PRIMARY KEY (task_id, provider)
        );
        CREATE INDEX tasks_job ON $schema.tasks (job_id);

        CREATE TABLE $schema.messages (
            job_id uuid NOT NULL,
            ordinal integer NOT NULL,
            body_hash text COLLATE "C" NOT NULL,
            body bytea NOT NULL,
            received_at bigint NOT NULL,
            PRIMARY KEY (job_id, ordinal, body_hash)
        );
        CREATE INDEX messages_received ON $schema.messages (received_at);

        CREATE TABLE $schema.uploads (
            account text COLLATE "C" NOT NULL,
            upload_id text COLLATE "C" NOT NULL,
            storage_key text NOT NULL,
            content_type text NOT NULL,
            width integer NOT NULL,
            height integer NOT NULL,
            bytes bigint NOT NULL,
            usable_until bigint NOT NULL,
            keep_until bigint NOT NULL,
            PRIMARY KEY (account, upload_id)
        );
        CREATE INDEX uploads_keep ON $schema.uploads (keep_until);
        """;
}
