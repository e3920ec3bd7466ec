using Dressora.Ledger;

namespace Dressora.PostgreSql;

/// <summary>
/// What is said to the database, with the schema's name in it. Each statement is one text for
/// ever, so that a connection parses it once.
/// </summary>
/// <remarks>
/// Rows are joined by their keys alone. A condition on a state would tempt the planner to the
/// index of that state, and a batch would cost its square. What is read is read laterally, with
/// an OFFSET that keeps the planner from turning the join around: while a table is known to be
/// empty it would read the table first, and keep that plan.
/// </remarks>
internal sealed class CreditStatements(string schema)
{
    /// <summary>Begins a transaction whose statements each see what was committed before them.</summary>
    public const string Begin = "BEGIN ISOLATION LEVEL READ COMMITTED";

    /// <summary>Begins a reading transaction with one snapshot.</summary>
    public const string BeginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <summary>Ends a transaction.</summary>
    public const string Commit = "COMMIT";

    /// <summary>
    /// Settles for this transaction what must not depend on the server: plans that use keys even
    /// while tables are empty, and an end for a node that falls asleep with accounts locked.
    /// </summary>
    public const string Settings = """
        SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
            set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
            set_config('jit', 'off', true),
            set_config('idle_in_transaction_session_timeout', '10s', true)
        """;

    private const string GrantColumns =
        "g.grant_id, g.amount, g.available, g.held, g.settled, g.expired, g.revoked, g.claimed, g.owing, g.priority, g.effective_at, "
        + "g.expires_at, g.sequence, g.replaces_grant, g.replaces_hold, g.metadata";

    private const string HoldColumns =
        "h.hold_id, h.origin, h.amount, h.status, h.settled, h.released, h.spendable, h.frozen_at, h.deadline, h.sequence, h.lines";

    private const string ReceiptColumns = "r.operation_key, r.kind, r.target, r.asked, r.moved, r.refusal, r.sequence";

    private const string EntryColumns =
        "sequence, at, kind, amount, hold_id, grant_id, deadline, available_after, held_after, movements, details";

    private const string EventColumns =
        "e.event_id, e.account, e.sequence, e.at, e.kind, e.subject, e.amount, e.expires_at, e.tries";

    // Microseconds since 1970 as ticks since the year 1.
    private const string ClockTicks = "((extract(epoch FROM clock_timestamp()) * 1000000)::bigint * 10 + 621355968000000000)";

    // Unlike the clock's it may be looked up in an index, and it is as late: each statement of a trip has its own.
    internal const string StatementTicks = "((extract(epoch FROM statement_timestamp()) * 1000000)::bigint * 10 + 621355968000000000)";

    /// <summary>Gets the time in ticks. $1: this node's, which counts when it is there.</summary>
    public const string Clock = $"SELECT coalesce($1, {ClockTicks})";

    /// <summary>Locks accounts in ascending order, and reads their rows. $1: their names, in order.</summary>
    public string LockAccounts { get; } = $"""
        SELECT account, sequence, last_at, available, held FROM {schema}.accounts
        WHERE account = ANY($1) ORDER BY account FOR NO KEY UPDATE
        """;

    /// <summary>Reads the row of an account. $1: its name.</summary>
    public string State { get; } = $"SELECT account, sequence, last_at, available, held FROM {schema}.accounts WHERE account = $1";

    /// <summary>Gets the time in ticks, and whether something of an account has fallen due by then. $1: this node's time, $2: the account.</summary>
    public string Due { get; } = $"""
        SELECT now, EXISTS (SELECT 1 FROM {schema}.holds WHERE account = $2 AND status = 0 AND deadline <= now)
            OR EXISTS (SELECT 1 FROM {schema}.grants WHERE account = $2 AND is_live AND available > 0 AND expires_at <= now)
        FROM (SELECT coalesce($1, {StatementTicks})) AS clock(now)
        """;

    /// <summary>Reads the grants of accounts that have something left. $1: accounts.</summary>
    public string LiveGrants { get; } = $"""
        SELECT k.place, found.* FROM unnest($1::text[]) WITH ORDINALITY AS k(account, place)
        CROSS JOIN LATERAL (SELECT {GrantColumns} FROM {schema}.grants g WHERE g.account = k.account AND g.is_live OFFSET 0) AS found
        """;

    /// <summary>Reads grants by their ids. $1: accounts, $2: ids.</summary>
    public string GrantsById { get; } = $"""
        SELECT k.place, found.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(account, id, place)
        CROSS JOIN LATERAL (SELECT {GrantColumns} FROM {schema}.grants g WHERE g.account = k.account AND g.grant_id = k.id OFFSET 0) AS found
        """;

    /// <summary>Reads the grants that replace others. $1: accounts, $2: ids of the others.</summary>
    public string Replacements { get; } = $"""
        SELECT k.place, found.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(account, id, place)
        CROSS JOIN LATERAL (SELECT {GrantColumns} FROM {schema}.grants g WHERE g.account = k.account AND g.replaces_grant = k.id OFFSET 0) AS found
        """;

    /// <summary>Reads holds by their ids. $1: accounts, $2: ids.</summary>
    public string HoldsById { get; } = $"""
        SELECT k.place, found.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(account, id, place)
        CROSS JOIN LATERAL (SELECT {HoldColumns} FROM {schema}.holds h WHERE h.account = k.account AND h.hold_id = k.id OFFSET 0) AS found
        """;

    /// <summary>Reads the open holds whose deadline has come. $1: this node's time, $2: accounts.</summary>
    public string DueHolds { get; } = $"""
        SELECT array_position($2, h.account)::bigint, {HoldColumns} FROM {schema}.holds h
        WHERE h.status = 0 AND h.deadline <= coalesce($1, {StatementTicks}) AND h.account = ANY($2)
        """;

    /// <summary>Reads receipts by their keys. $1: accounts, $2: keys.</summary>
    public string ReceiptsByKey { get; } = $"""
        SELECT k.place, found.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(account, id, place)
        CROSS JOIN LATERAL (SELECT {ReceiptColumns} FROM {schema}.receipts r WHERE r.account = k.account AND r.operation_key = k.id OFFSET 0) AS found
        """;

    /// <summary>Adds accounts.</summary>
    public string InsertAccounts { get; } = $"""
        INSERT INTO {schema}.accounts (account, sequence, last_at, available, held)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS k(account, sequence, last_at, available, held)
        ORDER BY account COLLATE "C"
        """;

    /// <summary>Changes accounts.</summary>
    public string UpdateAccounts { get; } = $"""
        UPDATE {schema}.accounts a SET sequence = k.sequence, last_at = k.last_at, available = k.available, held = k.held
        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS k(account, sequence, last_at, available, held)
        WHERE a.account = k.account
        """;

    /// <summary>Adds grants.</summary>
    public string InsertGrants { get; } = $"""
        INSERT INTO {schema}.grants (account, grant_id, available, held, settled, expired, revoked, claimed, owing,
            amount, priority, effective_at, expires_at, sequence, replaces_grant, replaces_hold, metadata)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
            $9::bigint[], $10::bigint[], $11::integer[], $12::bigint[], $13::bigint[], $14::bigint[], $15::text[], $16::text[], $17::text[])
        """;

    /// <summary>Changes what grants have.</summary>
    public string UpdateGrants { get; } = $"""
        UPDATE {schema}.grants g SET available = k.available, held = k.held, settled = k.settled, expired = k.expired,
            revoked = k.revoked, claimed = k.claimed, owing = k.owing
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
            AS k(account, id, available, held, settled, expired, revoked, claimed, owing)
        WHERE g.account = k.account AND g.grant_id = k.id
        """;

    /// <summary>Adds holds.</summary>
    public string InsertHolds { get; } = $"""
        INSERT INTO {schema}.holds (account, hold_id, status, settled, released, deadline, lines,
            origin, amount, spendable, frozen_at, sequence)
        SELECT account, id, status, settled, released, deadline, lines::json, origin, amount, spendable, frozen_at, sequence
        FROM unnest($1::text[], $2::text[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
            $8::smallint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])
            AS k(account, id, status, settled, released, deadline, lines, origin, amount, spendable, frozen_at, sequence)
        """;

    /// <summary>Changes what became of holds.</summary>
    public string UpdateHolds { get; } = $"""
        UPDATE {schema}.holds h SET status = k.status, settled = k.settled, released = k.released, deadline = k.deadline,
            lines = k.lines::json
        FROM unnest($1::text[], $2::text[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[])
            AS k(account, id, status, settled, released, deadline, lines)
        WHERE h.account = k.account AND h.hold_id = k.id
        """;

    /// <summary>Adds receipts.</summary>
    public string InsertReceipts { get; } = $"""
        INSERT INTO {schema}.receipts (account, operation_key, kind, target, asked, moved, refusal, sequence)
        SELECT * FROM unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[], $7::smallint[], $8::bigint[])
        """;

    /// <summary>Adds to the journal.</summary>
    public string InsertEntries { get; } = $"""
        INSERT INTO {schema}.entries (account, {EntryColumns})
        SELECT account, sequence, at, kind, amount, hold_id, grant_id, deadline, available_after, held_after, movements::json, details::json
        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::smallint[], $5::bigint[], $6::text[], $7::text[], $8::bigint[],
            $9::bigint[], $10::bigint[], $11::text[], $12::text[])
            AS k(account, {EntryColumns})
        """;

    /// <summary>Adds events, in their order.</summary>
    public string InsertEvents { get; } = $"""
        INSERT INTO {schema}.events (account, sequence, at, kind, subject, amount, expires_at, due_at, tries)
        SELECT account, sequence, at, kind, subject, amount, expires_at, 0, 0
        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::smallint[], $5::text[], $6::bigint[], $7::bigint[])
            WITH ORDINALITY AS k(account, sequence, at, kind, subject, amount, expires_at, place)
        ORDER BY place
        """;

    /// <summary>Reads entries below a sequence, newest first. $1: account, $2: sequence, $3: how many.</summary>
    public string Entries { get; } = $"""
        SELECT {EntryColumns} FROM {schema}.entries WHERE account = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3
        """;

    /// <summary>Leases the oldest event of each account that is due. $1: this node's time, $2: how many, $3: for how many ticks.</summary>
    public string LeaseEvents { get; } = $"""
        WITH clock AS (SELECT coalesce($1, {StatementTicks}) AS now), due AS (
            SELECT this.event_id FROM {schema}.events this, clock
            WHERE this.due_at <= clock.now AND NOT EXISTS (
                SELECT 1 FROM {schema}.events before
                WHERE before.account = this.account AND before.event_id < this.event_id AND before.due_at IS NOT NULL)
            ORDER BY this.event_id LIMIT $2 FOR UPDATE OF this SKIP LOCKED)
        UPDATE {schema}.events e SET due_at = clock.now + $3, tries = e.tries + 1 FROM due, clock WHERE e.event_id = due.event_id
        RETURNING {EventColumns}
        """;

    /// <summary>Removes an event. $1: its id.</summary>
    public string RemoveEvent { get; } = $"DELETE FROM {schema}.events WHERE event_id = $1";

    /// <summary>Puts an event off. $1: this node's time, $2: its id, $3: for how many ticks; nothing: for ever.</summary>
    public string PutOffEvent { get; } = $"UPDATE {schema}.events SET due_at = coalesce($1, {StatementTicks}) + $3 WHERE event_id = $2";

    /// <summary>Reads events that were put off for ever, the oldest first. $1: how many.</summary>
    public string DeadEvents { get; } = $"SELECT {EventColumns} FROM {schema}.events e WHERE e.due_at IS NULL ORDER BY e.event_id LIMIT $1";

    /// <summary>Reads accounts in order. $1: the one before, $2: how many.</summary>
    public string Accounts { get; } = $"SELECT account FROM {schema}.accounts WHERE account > $1 ORDER BY account LIMIT $2";

    /// <summary>Reads accounts with a hold or a grant whose time has come, from the indexes alone. $1: this node's time, $2: how many.</summary>
    public string DueAccounts { get; } = $"""
        SELECT account FROM (SELECT account FROM {schema}.holds WHERE status = 0 AND deadline <= coalesce($1, {StatementTicks}) LIMIT $2) AS holding
        UNION
        SELECT account FROM (
            SELECT account FROM {schema}.grants
            WHERE is_live AND expires_at IS NOT NULL AND available > 0 AND expires_at <= coalesce($1, {StatementTicks}) LIMIT $2) AS expiring
        LIMIT $2
        """;

    /// <summary>
    /// Puts notices of grants that expire soon into the outbox, and remembers that each was given. $1: this node's time, $2: how many,
    /// $3: how many ticks before.
    /// </summary>
    /// <remarks>Skips what is locked, and so waits for nobody: it touches grants without their accounts.</remarks>
    public string Notice { get; } = $"""
        WITH clock AS (SELECT coalesce($1, {StatementTicks}) AS now), soon AS (
            SELECT account, grant_id, clock.now FROM {schema}.grants, clock
            WHERE NOT is_noticed AND expires_at IS NOT NULL AND expires_at > clock.now AND expires_at <= clock.now + $3 AND available > 0
            ORDER BY expires_at LIMIT $2 FOR UPDATE OF grants SKIP LOCKED), noticed AS (
            UPDATE {schema}.grants g SET is_noticed = true FROM soon WHERE g.account = soon.account AND g.grant_id = soon.grant_id
            RETURNING g.account, g.sequence, soon.now, g.grant_id, g.available, g.expires_at)
        INSERT INTO {schema}.events (account, sequence, at, kind, subject, amount, expires_at, due_at, tries)
        SELECT account, sequence, now, {CreditEventRow.GrantExpiring}, grant_id, available, expires_at, 0, 0 FROM noticed ORDER BY expires_at
        RETURNING event_id
        """;

    /// <summary>Reads a whole journal, oldest first. $1: account.</summary>
    public string Journal { get; } = $"SELECT {EntryColumns} FROM {schema}.entries WHERE account = $1 ORDER BY sequence";

    /// <summary>Reads a journal up to a time, oldest first. $1: account, $2: the time in ticks.</summary>
    public string JournalUntil { get; } = $"""
        SELECT {EntryColumns} FROM {schema}.entries WHERE account = $1 AND at <= $2 ORDER BY sequence
        """;

    /// <summary>Reads every grant of an account. $1: account.</summary>
    public string Grants { get; } = $"SELECT 1::bigint, {GrantColumns} FROM {schema}.grants g WHERE g.account = $1";

    /// <summary>Reads every hold of an account. $1: account.</summary>
    public string Holds { get; } = $"SELECT 1::bigint, {HoldColumns} FROM {schema}.holds h WHERE h.account = $1";

    /// <summary>Reads every receipt of an account. $1: account.</summary>
    public string Receipts { get; } = $"SELECT 1::bigint, {ReceiptColumns} FROM {schema}.receipts r WHERE r.account = $1";

    /// <summary>Reads what was booked about holds, oldest first, from the first of them on. $1: account, $2: holds, $3: the first of them.</summary>
    public string EntriesOfHolds { get; } = $"""
        SELECT {EntryColumns} FROM {schema}.entries
        WHERE account = $1 AND hold_id = ANY($2) AND sequence >= (SELECT sequence FROM {schema}.holds WHERE account = $1 AND hold_id = $3)
        ORDER BY sequence
        """;

    /// <summary>Reads the grants on the lines of holds. $1: account, $2: holds.</summary>
    public string GrantsOfHolds { get; } = $"""
        SELECT 1::bigint, {GrantColumns} FROM (
            SELECT DISTINCT grant_id FROM {schema}.hold_lines WHERE account = $1 AND hold_id = ANY($2)) AS line
        JOIN {schema}.grants g ON g.account = $1 AND g.grant_id = line.grant_id
        """;
}
