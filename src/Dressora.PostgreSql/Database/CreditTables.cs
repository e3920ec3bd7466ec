namespace Dressora.PostgreSql;

/// <summary>
/// Accounts, grants, holds and the journal. The checks and triggers are a second line of defence
/// behind the one core.
/// </summary>
/// <remarks>
/// No foreign keys: they would look every row up again that the core has just locked. No index
/// on what changes with every operation, so that an update stays in its page.
/// </remarks>
internal static class CreditTables
{
    /// <summary>The first step.</summary>
    public const string Tables = """
        CREATE TABLE $schema.accounts (
            account text COLLATE "C" NOT NULL PRIMARY KEY,
            sequence bigint NOT NULL CHECK (sequence > 0),
            last_at bigint NOT NULL,
            available bigint NOT NULL CHECK (available >= 0),
            held bigint NOT NULL CHECK (held >= 0)
        ) WITH (fillfactor = 50);

        CREATE TABLE $schema.grants (
            account text COLLATE "C" NOT NULL,
            grant_id text COLLATE "C" NOT NULL,
            amount bigint NOT NULL CHECK (amount > 0),
            available bigint NOT NULL CHECK (available >= 0),
            held bigint NOT NULL CHECK (held >= 0),
            settled bigint NOT NULL CHECK (settled >= 0),
            expired bigint NOT NULL CHECK (expired >= 0),
            revoked bigint NOT NULL CHECK (revoked >= 0),
            claimed bigint NOT NULL CHECK (claimed BETWEEN 0 AND amount),
            owing bigint NOT NULL CHECK (owing BETWEEN 0 AND claimed),
            priority integer NOT NULL,
            effective_at bigint NOT NULL,
            expires_at bigint NULL,
            sequence bigint NOT NULL,
            replaces_grant text COLLATE "C" NULL,
            replaces_hold text COLLATE "C" NULL,
            metadata text NULL,
            is_noticed boolean NOT NULL DEFAULT false,
            is_live boolean NOT NULL GENERATED ALWAYS AS (available > 0 OR held > 0) STORED,
            PRIMARY KEY (account, grant_id),
            CHECK (amount = available + held + settled + expired + revoked),
            CHECK ((replaces_grant IS NULL) = (replaces_hold IS NULL))
        ) WITH (fillfactor = 50);
        CREATE INDEX grants_live ON $schema.grants (account) WHERE is_live;
        CREATE INDEX grants_expiring ON $schema.grants (expires_at, account) WHERE is_live AND expires_at IS NOT NULL;
        CREATE INDEX grants_to_notice ON $schema.grants (expires_at) WHERE NOT is_noticed AND expires_at IS NOT NULL;
        CREATE INDEX grants_replacing ON $schema.grants (account, replaces_grant) WHERE replaces_grant IS NOT NULL;

        CREATE TABLE $schema.holds (
            account text COLLATE "C" NOT NULL,
            hold_id text COLLATE "C" NOT NULL,
            origin smallint NOT NULL,
            amount bigint NOT NULL CHECK (amount >= 0),
            status smallint NOT NULL,
            settled bigint NOT NULL CHECK (settled >= 0),
            released bigint NOT NULL CHECK (released >= 0),
            spendable bigint NULL CHECK ((spendable IS NULL) = (status <> 4)),
            frozen_at bigint NOT NULL,
            deadline bigint NOT NULL,
            sequence bigint NOT NULL,
            lines json NOT NULL,
            PRIMARY KEY (account, hold_id),
            CHECK (status IN (0, 4) AND settled + released = 0 OR settled + released = amount)
        ) WITH (fillfactor = 70);
        CREATE INDEX holds_due ON $schema.holds (deadline, account) WHERE status = 0;

        CREATE TABLE $schema.receipts (
            account text COLLATE "C" NOT NULL,
            operation_key text COLLATE "C" NOT NULL,
            kind smallint NOT NULL,
            target text NOT NULL,
            asked bigint NULL CHECK (asked > 0),
            moved bigint NOT NULL CHECK (moved >= 0),
            refusal smallint NULL,
            sequence bigint NOT NULL,
            PRIMARY KEY (account, operation_key)
        );

        CREATE TABLE $schema.entries (
            account text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL CHECK (sequence > 0),
            at bigint NOT NULL,
            kind smallint NOT NULL,
            amount bigint NOT NULL CHECK (amount >= 0),
            hold_id text COLLATE "C" NULL,
            grant_id text COLLATE "C" NULL,
            deadline bigint NULL,
            available_after bigint NOT NULL CHECK (available_after >= 0),
            held_after bigint NOT NULL CHECK (held_after >= 0),
            movements json NOT NULL,
            details json NULL,
            PRIMARY KEY (account, sequence)
        );

        CREATE TABLE $schema.events (
            event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            account text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL,
            at bigint NOT NULL,
            kind smallint NOT NULL,
            subject text NOT NULL,
            amount bigint NOT NULL,
            expires_at bigint NULL,
            due_at bigint NULL,
            tries integer NOT NULL
        );
        CREATE INDEX events_due ON $schema.events (due_at, event_id) WHERE due_at IS NOT NULL;
        CREATE INDEX events_account ON $schema.events (account, event_id) WHERE due_at IS NOT NULL;

        CREATE VIEW $schema.hold_lines AS
            SELECT account, hold_id, line, item ->> 0 AS grant_id, (item ->> 1)::bigint AS held,
                (item ->> 2)::bigint AS settled, (item ->> 3)::bigint AS released, (item ->> 4)::bigint AS refunded
            FROM $schema.holds, json_array_elements(lines) WITH ORDINALITY AS items(item, line);
        CREATE VIEW $schema.movements AS
            SELECT account, sequence, line, item ->> 0 AS grant_id, (item ->> 1)::bigint AS available, (item ->> 2)::bigint AS held,
                (item ->> 3)::bigint AS settled, (item ->> 4)::bigint AS expired, (item ->> 5)::bigint AS revoked
            FROM $schema.entries, json_array_elements(movements) WITH ORDINALITY AS items(item, line);
        """;

    /// <summary>The first step, its guards.</summary>
    public const string Guards = """

        CREATE FUNCTION $schema.refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $body$;
        CREATE TRIGGER grants_are_fixed
            AFTER UPDATE OF amount, priority, sequence, effective_at, expires_at, replaces_grant, replaces_hold, metadata ON $schema.grants FOR EACH ROW
            WHEN ((NEW.amount, NEW.priority, NEW.sequence, NEW.effective_at, NEW.expires_at, NEW.replaces_grant, NEW.replaces_hold, NEW.metadata)
                IS DISTINCT FROM
                (OLD.amount, OLD.priority, OLD.sequence, OLD.effective_at, OLD.expires_at, OLD.replaces_grant, OLD.replaces_hold, OLD.metadata))
            EXECUTE FUNCTION $schema.refuse('a grant is fixed when it is made');
        CREATE TRIGGER holds_are_fixed AFTER UPDATE OF amount, sequence, origin, frozen_at, deadline ON $schema.holds FOR EACH ROW
            WHEN (NEW.amount <> OLD.amount OR NEW.sequence <> OLD.sequence OR NEW.origin <> OLD.origin
                OR NEW.frozen_at <> OLD.frozen_at OR NEW.deadline < OLD.deadline)
            EXECUTE FUNCTION $schema.refuse('a hold is fixed when it is made');
        CREATE TRIGGER holds_end_once AFTER UPDATE ON $schema.holds FOR EACH ROW
            WHEN (OLD.status <> 0 AND (NEW.status <> OLD.status OR NEW.settled <> OLD.settled OR NEW.released <> OLD.released))
            EXECUTE FUNCTION $schema.refuse('a hold ends once');
        CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON $schema.entries
            EXECUTE FUNCTION $schema.refuse('the journal is append-only');
        CREATE TRIGGER receipts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON $schema.receipts
            EXECUTE FUNCTION $schema.refuse('a receipt is final');
        CREATE TRIGGER accounts_remain BEFORE DELETE OR TRUNCATE ON $schema.accounts
            EXECUTE FUNCTION $schema.refuse('credits are never deleted');
        CREATE TRIGGER grants_remain BEFORE DELETE OR TRUNCATE ON $schema.grants
            EXECUTE FUNCTION $schema.refuse('credits are never deleted');
        CREATE TRIGGER holds_remain BEFORE DELETE OR TRUNCATE ON $schema.holds
            EXECUTE FUNCTION $schema.refuse('credits are never deleted');
        """;
}
