using System.Text.Json.Nodes;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Sqlite;

/// <summary>What runs inside the transaction.</summary>
internal sealed partial class SqliteJobStore
{
    private AcceptAnswer Accept(SqliteSession session, NewJob accepted, DateTimeOffset now)
    {
        var account = accepted.Job.Account;
        if (accepted.Key is { } key && FindByKey(session, account, key) is { } earlier)
        {
            return earlier.Fingerprint == accepted.Fingerprint
                ? new AcceptAnswer.Replayed(earlier.Job)
                : new AcceptAnswer.KeyConflict();
        }

        if (JobRows.CountActive(session, account) >= accepted.ActiveJobsMax)
        {
            return new AcceptAnswer.TooManyActive();
        }

        if (JobRows.Find(session, accepted.Job.Id) is not null)
        {
            throw new InvalidOperationException($"There is another job under the id of the new {accepted.Job.Id}.");
        }

        if (accepted.Freeze is { } freeze && session.Books.Apply(session, freeze, _policies, now) is { IsRefused: true } refused)
        {
            return refused is FreezeResult.Insufficient insufficient
                ? new AcceptAnswer.InsufficientCredits(insufficient.Needed, insufficient.Available)
                : throw new InvalidOperationException($"There is another hold under the id of the new {accepted.Job.Id}.");
        }

        var stored = StoredJob.Accept(accepted, now);
        JobRows.Insert(session, stored);
        UploadRows.Keep(session, stored.Job);
        if (accepted.Key is { } consumed)
        {
            session.Execute(
                "INSERT INTO keys (account, key, job_id, fingerprint) VALUES ($1, $2, $3, $4)",
                account.Value,
                consumed.Value,
                stored.Job.Id.ToString(),
                accepted.Fingerprint);
        }

        return new AcceptAnswer.Accepted(stored.Job) { Lease = accepted.LeaseFor is null ? null : stored.ToLease(now) };
    }

    private static LeaseAnswer Lease(SqliteSession session, LeaseRequest request, DateTimeOffset now)
    {
        var providers = JsonArrayOf(request.Providers);
        var limited = request.TaskLimits.Keys.Where(request.Providers.Contains).ToList();

        // One more than asked for tells whether some are left over; what is leased here is not foretold.
        var ready = JobRows.ListReady(session, providers, JsonArrayOf(limited), now, request.Limit + 1L);
        DateTimeOffset? keptBackUntil = null;
        foreach (var provider in limited)
        {
            var left = request.TaskLimits[provider].Left(JobRows.CountTasks(session, provider, now));
            var waiting = JobRows.ListWaiting(session, provider, now, Math.Min(left, request.Limit) + 1L);
            ready.AddRange(waiting.Take(left));
            if (waiting.Count > left && JobRows.FirstDeadline(session, provider, now) is { } deadline)
            {
                keptBackUntil = deadline < keptBackUntil ? deadline : keptBackUntil ?? deadline;
            }
        }

        if (limited.Count > 0)
        {
            ready = [.. ready.OrderBy(JobRows.ReadyAt).ThenBy(stored => stored.Job.Id.ToString(), StringComparer.Ordinal)];
        }

        var next = ready.Count > request.Limit ? JobRows.ReadyAt(ready[request.Limit]) : JobRows.NextReadyAt(session, providers, now);
        var leases = new List<JobLease>(ready.Count);
        foreach (var job in ready.Take(request.Limit))
        {
            var leased = job.Lease(now, request.Duration);
            JobRows.SaveLease(session, leased);
            leases.Add(leased.ToLease(now));
        }

        return new LeaseAnswer(leases, now, keptBackUntil < next ? keptBackUntil : next ?? keptBackUntil);
    }

    private static string JsonArrayOf(IEnumerable<string> names) =>
        new JsonArray([.. names.Select(name => JsonValue.Create(name))]).ToJsonString();

    private CommitAnswer Commit(SqliteSession session, JobCommit commit, DateTimeOffset now)
    {
        if (JobRows.Find(session, commit.Job.Id) is not { } stored)
        {
            return new CommitAnswer.Stale();
        }

        var answer = stored.Commit(commit, now, out var next);
        if (answer is not CommitAnswer.Committed)
        {
            return answer;
        }

        if (commit.Operation is { } operation && session.Books.Apply(session, operation, _policies, now) is { IsRefused: true } refused)
        {
            return new CommitAnswer.Refused(refused, stored.ToLease(now));
        }

        if (commit.Forget)
        {
            JobRows.Delete(session, stored.Job.Id.ToString());
            return answer;
        }

        if (next.Job.ErasedAt is not null)
        {
            session.Execute("DELETE FROM messages WHERE job_id = $1", next.Job.Id.ToString());
        }

        JobRows.Save(session, next);
        return answer;
    }

    private static RecordAnswer Record(SqliteSession session, AttemptId attempt, AttemptFact fact, JobCommit? decision, DateTimeOffset now)
    {
        CommitAnswer? decided = null;
        if (JobRows.Find(session, attempt.Job)?.Record(attempt.Ordinal, fact, decision, now, out decided) is not { } next)
        {
            return new RecordAnswer.NotFound();
        }

        var known = next.Job.Attempts[attempt.Ordinal - 1];
        if (fact is AttemptFact.Accepted { Task: var task })
        {
            if (JobRows.FindOwner(session, known.Candidate.Provider, task) is { } owner && owner != attempt)
            {
                return new RecordAnswer.TaskTaken();
            }

            // The first task of an attempt stays its task, so a second one remains free for whoever it belongs to.
            if (known.Facts.Task == task)
            {
                JobRows.Bind(session, known.Candidate.Provider, task, attempt);
            }
        }

        JobRows.Save(session, next);
        return new RecordAnswer.Recorded(next.ToLease(now)) { Decision = decided };
    }

    private static ReceiptAnswer Receive(SqliteSession session, CallbackMessage message, DateTimeOffset now)
    {
        var job = message.Attempt.Job.ToString();
        if (JobRows.Find(session, message.Attempt.Job)?.Receive(message, now) is not { } next)
        {
            return ReceiptAnswer.NotFound;
        }

        var known = session.Find(
            "SELECT 1 FROM messages WHERE job_id = $1 AND ordinal = $2 AND body_hash = $3",
            reader => reader.GetInt32(0) == 1,
            job,
            message.Attempt.Ordinal,
            message.BodyHash);
        if (known)
        {
            return ReceiptAnswer.Duplicate;
        }

        var count = session.Find(
            "SELECT count(*) FROM messages WHERE job_id = $1 AND ordinal = $2",
            reader => reader.GetInt64(0),
            job,
            message.Attempt.Ordinal);
        if (count >= CallbackMessage.PerAttemptMax)
        {
            return ReceiptAnswer.Full;
        }

        session.Execute(
            "INSERT INTO messages (job_id, ordinal, body_hash, body, received_at) VALUES ($1, $2, $3, $4, $5)",
            job,
            message.Attempt.Ordinal,
            message.BodyHash,
            next.Job.ErasedAt is null ? message.Body.ToArray() : [], // Its hash still makes two messages one.
            now.ToColumn());
        JobRows.Save(session, next);
        return ReceiptAnswer.Stored;
    }

    private static KeyedJob? FindByKey(SqliteSession session, AccountId account, IdempotencyKey key)
    {
        var found = session.Find(
            "SELECT job_id, fingerprint FROM keys WHERE account = $1 AND key = $2",
            reader => (Job: reader.GetString(0), Fingerprint: reader.GetString(1)),
            account.Value,
            key.Value);
        return JobId.TryParse(found.Job, out var job) && JobRows.Find(session, job) is { } stored
            ? new KeyedJob(stored.Job, found.Fingerprint)
            : null;
    }
}
