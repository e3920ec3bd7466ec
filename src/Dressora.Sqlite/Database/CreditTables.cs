namespace Dressora.Sqlite;

/// <summary>
/// Accounts, grants, holds and the journal. The checks and triggers are a second line of defence
/// behind the one core.
/// </summary>
internal static class CreditTables
{
    /// <summary>The first step.</summary>
    public const string Tables = """
        CREATE TABLE accounts (
            account TEXT NOT NULL PRIMARY KEY,
            sequence INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            available INTEGER NOT NULL CHECK (available >= 0),
            held INTEGER NOT NULL CHECK (held >= 0)
        ) WITHOUT ROWID;

        CREATE TABLE grants (
            account TEXT NOT NULL REFERENCES accounts,
            grant_id TEXT NOT NULL,
            amount INTEGER NOT NULL CHECK (amount > 0),
            available INTEGER NOT NULL CHECK (available >= 0),
            held INTEGER NOT NULL CHECK (held >= 0),
            settled INTEGER NOT NULL CHECK (settled >= 0),
            expired INTEGER NOT NULL CHECK (expired >= 0),
            revoked INTEGER NOT NULL CHECK (revoked >= 0),
            claimed INTEGER NOT NULL CHECK (claimed BETWEEN 0 AND amount),
            owing INTEGER NOT NULL CHECK (owing BETWEEN 0 AND claimed),
            priority INTEGER NOT NULL,
            effective_at INTEGER NOT NULL,
            expires_at INTEGER NULL,
            sequence INTEGER NOT NULL,
            replaces_grant TEXT NULL,
            replaces_hold TEXT NULL,
            metadata TEXT NULL,
            is_noticed INTEGER NOT NULL DEFAULT 0,
            is_live INTEGER NOT NULL CHECK (is_live = (available > 0 OR held > 0)),
            PRIMARY KEY (account, grant_id),
            FOREIGN KEY (account, replaces_grant) REFERENCES grants,
            CHECK (amount = available + held + settled + expired + revoked),
            CHECK ((replaces_grant IS NULL) = (replaces_hold IS NULL))
        ) WITHOUT ROWID;
        CREATE INDEX grants_live ON grants (account) WHERE is_live;
        CREATE INDEX grants_expiring ON grants (expires_at) WHERE is_live AND expires_at IS NOT NULL;
        CREATE INDEX grants_to_notice ON grants (expires_at) WHERE is_noticed = 0 AND expires_at IS NOT NULL;
        CREATE INDEX grants_replacing ON grants (account, replaces_grant) WHERE replaces_grant IS NOT NULL;
        CREATE TRIGGER grants_are_fixed
            BEFORE UPDATE OF amount, priority, sequence, effective_at, expires_at, replaces_grant, replaces_hold, metadata ON grants
            WHEN NEW.amount <> OLD.amount OR NEW.priority <> OLD.priority OR NEW.sequence <> OLD.sequence
                OR NEW.effective_at <> OLD.effective_at OR NEW.expires_at IS NOT OLD.expires_at
                OR NEW.replaces_grant IS NOT OLD.replaces_grant OR NEW.replaces_hold IS NOT OLD.replaces_hold
                OR NEW.metadata IS NOT OLD.metadata
            BEGIN SELECT RAISE(ABORT, 'a grant is fixed when it is made'); END;

        CREATE TABLE holds (
            account TEXT NOT NULL REFERENCES accounts,
            hold_id TEXT NOT NULL,
            origin INTEGER NOT NULL,
            amount INTEGER NOT NULL CHECK (amount >= 0),
            status INTEGER NOT NULL,
            settled INTEGER NOT NULL CHECK (settled >= 0),
            released INTEGER NOT NULL CHECK (released >= 0),
            spendable INTEGER NULL CHECK ((spendable IS NULL) = (status <> 4)),
            frozen_at INTEGER NOT NULL,
            deadline INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            lines TEXT NOT NULL CHECK (json_valid(lines)),
            PRIMARY KEY (account, hold_id),
            CHECK (status IN (0, 4) AND settled + released = 0 OR settled + released = amount)
        ) WITHOUT ROWID;
        CREATE INDEX holds_due ON holds (deadline, account) WHERE status = 0;
        CREATE TRIGGER holds_are_fixed BEFORE UPDATE OF amount, sequence, origin, frozen_at, deadline ON holds
            WHEN NEW.amount <> OLD.amount OR NEW.sequence <> OLD.sequence OR NEW.origin <> OLD.origin
                OR NEW.frozen_at <> OLD.frozen_at OR NEW.deadline < OLD.deadline
            BEGIN SELECT RAISE(ABORT, 'a hold is fixed when it is made'); END;
        CREATE TRIGGER holds_end_once BEFORE UPDATE ON holds
            WHEN OLD.status <> 0 AND (NEW.status <> OLD.status OR NEW.settled <> OLD.settled OR NEW.released <> OLD.released)
            BEGIN SELECT RAISE(ABORT, 'a hold ends once'); END;
        CREATE VIEW hold_lines AS
            SELECT account, hold_id, item.key AS line, item.value ->> 0 AS grant_id, item.value ->> 1 AS held,
                item.value ->> 2 AS settled, item.value ->> 3 AS released, item.value ->> 4 AS refunded
            FROM holds, json_each(lines) AS item;

        CREATE TABLE receipts (
            account TEXT NOT NULL REFERENCES accounts,
            operation_key TEXT NOT NULL,
            kind INTEGER NOT NULL,
            target TEXT NOT NULL,
            asked INTEGER NULL CHECK (asked > 0),
            moved INTEGER NOT NULL CHECK (moved >= 0),
            refusal INTEGER NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (account, operation_key)
        ) WITHOUT ROWID;

        CREATE TABLE entries (
            account TEXT NOT NULL REFERENCES accounts,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            amount INTEGER NOT NULL CHECK (amount >= 0),
            hold_id TEXT NULL,
            grant_id TEXT NULL,
            deadline INTEGER NULL,
            available_after INTEGER NOT NULL CHECK (available_after >= 0),
            held_after INTEGER NOT NULL CHECK (held_after >= 0),
            movements TEXT NOT NULL CHECK (json_valid(movements)),
            details TEXT NULL CHECK (details IS NULL OR json_valid(details)),
            PRIMARY KEY (account, sequence)
        ) WITHOUT ROWID;
        CREATE VIEW movements AS
            SELECT account, sequence, item.key AS line, item.value ->> 0 AS grant_id, item.value ->> 1 AS available,
                item.value ->> 2 AS held, item.value ->> 3 AS settled, item.value ->> 4 AS expired, item.value ->> 5 AS revoked
            FROM entries, json_each(movements) AS item;

        CREATE TABLE events (
            event_id INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL REFERENCES accounts,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            subject TEXT NOT NULL,
            amount INTEGER NOT NULL,
            expires_at INTEGER NULL,
            due_at INTEGER NULL,
            tries INTEGER NOT NULL
        );
        CREATE INDEX events_due ON events (due_at, event_id) WHERE due_at IS NOT NULL;
        CREATE INDEX events_account ON events (account, event_id) WHERE due_at IS NOT NULL;

        CREATE TRIGGER entries_follow BEFORE INSERT ON entries
            WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM entries WHERE account = NEW.account)
            BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END;
        CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER receipts_stay BEFORE UPDATE ON receipts BEGIN SELECT RAISE(ABORT, 'a receipt is final'); END;
        CREATE TRIGGER receipts_remain BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'a receipt is final'); END;
        CREATE TRIGGER accounts_remain BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
        CREATE TRIGGER grants_remain BEFORE DELETE ON grants BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
        CREATE TRIGGER holds_remain BEFORE DELETE ON holds BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
        """;
}
