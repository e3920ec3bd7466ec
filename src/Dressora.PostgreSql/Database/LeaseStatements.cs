namespace Dressora.PostgreSql;

/// <summary>What is said to the database to find work, and to clear away what is done.</summary>
internal sealed class LeaseStatements(string schema)
{
    private const string Now = $"coalesce($1, {CreditStatements.StatementTicks})";

    /// <summary>
    /// Reads the first jobs that are due, those kept back included, and of each kind the next that will be. $1: this node's time, $2: the
    /// providers, and nobody, $3: how many of each kind.
    /// </summary>
    public string DueJobs { get; } = $"""
        SELECT found.job_id, found.ready_at, found.ends_at, k.provider, found.begins_task
        FROM unnest($2::text[]) AS k(provider) CROSS JOIN (VALUES (false), (true)) AS kinds(begins_task) CROSS JOIN LATERAL (
            SELECT * FROM (
                SELECT s.job_id, s.ready_at, s.ends_at, s.begins_task FROM {schema}.steps s
                WHERE s.awaits = k.provider AND s.begins_task = kinds.begins_task AND s.ready_at <= {Now}
                ORDER BY s.ready_at, s.job_id LIMIT $3) AS due
            UNION ALL
            SELECT * FROM (
                SELECT s.job_id, s.ready_at, s.ends_at, s.begins_task FROM {schema}.steps s
                WHERE s.awaits = k.provider AND s.begins_task = kinds.begins_task AND s.ready_at > {Now}
                ORDER BY s.ready_at, s.job_id LIMIT 1) AS next) AS found
        """;

    /// <summary>
    /// Leases due jobs, longest due first. $1: this node's time, $2: how many at the most, $3: for how many ticks, $4: how many ticks after
    /// its deadline anybody may take a job, $5: the providers, and nobody, $6: how many tasks may be begun there, $7: how many there may
    /// be, or nothing.
    /// </summary>
    /// <remarks>
    /// Never waits: what others have locked is theirs. One walk for each provider and kind along what is due there, so jobs of others
    /// cost nothing, and any number may wait for a place. A job whose deadline has passed needs none.
    /// </remarks>
    public string Lease { get; } = $"""
        WITH mine AS (
            SELECT provider, CASE WHEN tasks IS NULL THEN begun ELSE least(begun, greatest(0, tasks - (
                SELECT count(*) FROM {schema}.steps p
                WHERE p.place_at = provider AND (NOT p.begins_task OR p.leased_until > {Now})))) END AS begun
            FROM unnest($5::text[], $6::bigint[], $7::bigint[]) AS k(provider, begun, tasks)),
        ready AS (
            SELECT found.* FROM mine CROSS JOIN LATERAL (
                SELECT s.job_id, s.ready_at FROM {schema}.steps s
                WHERE s.awaits = mine.provider AND NOT s.begins_task AND s.ready_at <= {Now}
                ORDER BY s.ready_at, s.job_id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED) AS found),
        beginning AS (
            SELECT found.* FROM mine CROSS JOIN LATERAL (
                SELECT s.job_id, s.ready_at FROM {schema}.steps s
                WHERE s.awaits = mine.provider AND s.begins_task AND s.ready_at <= {Now} AND s.ends_at > {Now}
                ORDER BY s.ready_at, s.job_id LIMIT least($2, mine.begun) FOR NO KEY UPDATE SKIP LOCKED) AS found),
        late AS (
            SELECT found.* FROM (
                SELECT j.job_id FROM {schema}.jobs j WHERE coalesce(j.finished_at, 0) = 0 AND j.ends_at <= {Now} ORDER BY j.ends_at OFFSET 0) AS j
            CROSS JOIN LATERAL (
                SELECT s.job_id, s.ready_at FROM {schema}.steps s
                WHERE s.job_id = j.job_id AND s.awaits <> '' AND s.ready_at <= {Now}
                    AND CASE WHEN s.awaits = ANY($5) THEN s.begins_task AND s.ends_at <= {Now} ELSE s.ends_at <= {Now} - $4 END
                OFFSET 0 FOR NO KEY UPDATE SKIP LOCKED) AS found
            LIMIT $2),
        chosen AS (
            SELECT * FROM (SELECT * FROM ready UNION ALL SELECT * FROM beginning UNION ALL SELECT * FROM late) AS found
            ORDER BY ready_at, job_id LIMIT $2),
        leased AS (
            UPDATE {schema}.steps s SET token = s.token + 1, leased_until = {Now} + $3, ready_at = {Now} + $3,
                place_at = CASE WHEN s.begins_task THEN s.awaits ELSE s.place_at END
            WHERE s.job_id = ANY(ARRAY(SELECT chosen.job_id FROM chosen)) RETURNING s.job_id, s.token)
        SELECT leased.job_id, leased.token FROM leased JOIN chosen ON chosen.job_id = leased.job_id ORDER BY chosen.ready_at, chosen.job_id
        """;

    /// <summary>
    /// Removes ended jobs that have nothing left to do, oldest first, with what led to them. $1: this node's time, $2: how many ticks they
    /// are kept, $3: how many.
    /// </summary>
    public string PruneJobs { get; } = $"""
        WITH ended AS (
            SELECT job_id FROM {schema}.jobs WHERE finished_at <= {Now} - $2 ORDER BY finished_at OFFSET 0),
        old AS (
            SELECT found.job_id FROM ended CROSS JOIN LATERAL (
                SELECT s.job_id FROM {schema}.steps s WHERE s.job_id = ended.job_id AND s.ready_at IS NULL
                OFFSET 0 FOR UPDATE SKIP LOCKED) AS found
            LIMIT $3),
        steps AS (DELETE FROM {schema}.steps s USING old WHERE s.job_id = old.job_id),
        tokens AS (DELETE FROM {schema}.tokens t USING old WHERE t.job_id = old.job_id),
        tasks AS (DELETE FROM {schema}.tasks t USING old WHERE t.job_id = old.job_id),
        messages AS (DELETE FROM {schema}.messages m USING old WHERE m.job_id = old.job_id)
        DELETE FROM {schema}.jobs j USING old WHERE j.job_id = old.job_id RETURNING 1
        """;

    /// <summary>Removes old callbacks. $1: this node's time, $2: how many ticks they are kept, $3: how many.</summary>
    public string PruneMessages { get; } = $"""
        DELETE FROM {schema}.messages m USING (
            SELECT job_id, ordinal, body_hash FROM {schema}.messages WHERE received_at <= {Now} - $2
            ORDER BY received_at LIMIT $3 FOR UPDATE SKIP LOCKED) AS old
        WHERE m.job_id = old.job_id AND m.ordinal = old.ordinal AND m.body_hash = old.body_hash RETURNING 1
        """;
}
