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
            priority INTEGER NOT NULL,
            effective_at INTEGER NOT NULL,
            expires_at INTEGER NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (account, grant_id),
            CHECK (amount = available + held + settled + expired)
        ) WITHOUT ROWID;
        CREATE INDEX grants_available ON grants (account) WHERE available > 0;
        CREATE TRIGGER grants_are_fixed BEFORE UPDATE ON grants
            WHEN NEW.amount <> OLD.amount OR NEW.priority <> OLD.priority OR NEW.sequence <> OLD.sequence
                OR NEW.effective_at <> OLD.effective_at OR NEW.expires_at IS NOT OLD.expires_at
            BEGIN SELECT RAISE(ABORT, 'a grant is fixed when it is made'); END;

        CREATE TABLE holds (
            account TEXT NOT NULL REFERENCES accounts,
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
        CREATE TRIGGER holds_are_fixed BEFORE UPDATE ON holds WHEN NEW.amount <> OLD.amount OR NEW.sequence <> OLD.sequence
            BEGIN SELECT RAISE(ABORT, 'a hold is fixed when it is made'); END;
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
            PRIMARY KEY (account, hold_id, line),
            FOREIGN KEY (account, hold_id) REFERENCES holds,
            FOREIGN KEY (account, grant_id) REFERENCES grants
        ) WITHOUT ROWID;

        CREATE TABLE entries (
            account TEXT NOT NULL REFERENCES accounts,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            hold_id TEXT NULL,
            reason INTEGER NULL,
            available_after INTEGER NOT NULL CHECK (available_after >= 0),
            held_after INTEGER NOT NULL CHECK (held_after >= 0),
            PRIMARY KEY (account, sequence),
            FOREIGN KEY (account, hold_id) REFERENCES holds
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
            PRIMARY KEY (account, sequence, line),
            FOREIGN KEY (account, sequence) REFERENCES entries,
            FOREIGN KEY (account, grant_id) REFERENCES grants
        ) WITHOUT ROWID;

        CREATE TRIGGER entries_follow BEFORE INSERT ON entries
            WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM entries WHERE account = NEW.account)
            BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END;
        CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER movements_stay BEFORE UPDATE ON movements BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER movements_remain BEFORE DELETE ON movements BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER accounts_remain BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
        CREATE TRIGGER grants_remain BEFORE DELETE ON grants BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
        CREATE TRIGGER holds_remain BEFORE DELETE ON holds BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
        CREATE TRIGGER hold_lines_remain BEFORE DELETE ON hold_lines BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
        """;
}
