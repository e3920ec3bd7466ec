using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>What runs under the lock.</summary>
internal sealed partial class InMemoryJobStore
{
    private AcceptAnswer Accept(NewJob accepted, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        var account = accepted.Job.Account;
        if (accepted.Key is { } key && _keys.TryGetValue((account, key.Value), out var earlier))
        {
            return earlier.Fingerprint == accepted.Fingerprint
                ? new AcceptAnswer.Replayed(_jobs[earlier.Job].Job)
                : new AcceptAnswer.KeyConflict();
        }

        if (_byAccount.TryGetValue(account, out var ids) && ids.Count(id => !_jobs[id].Job.Status.IsTerminal()) >= accepted.ActiveJobsMax)
        {
            return new AcceptAnswer.TooManyActive();
        }

        if (accepted.Freeze is { } freeze && _accounts.Apply(freeze, now) is { IsRefused: true } refused)
        {
            return refused is FreezeResult.Insufficient insufficient
                ? new AcceptAnswer.InsufficientCredits(insufficient.Needed, insufficient.Available)
                : throw new InvalidOperationException($"There is another hold under the id of the new {accepted.Job.Id}.");
        }

        var stored = StoredJob.Accept(accepted, now);
        if (accepted.Key is { } consumed)
        {
            _keys.Add((account, consumed.Value), (stored.Job.Id, accepted.Fingerprint));
        }

        KeepInputs(stored.Job);
        Save(stored);
        return new AcceptAnswer.Accepted(stored.Job) { Lease = accepted.LeaseFor is null ? null : stored.ToLease(now) };
    }

    private LeaseAnswer Lease(LeaseRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var leasable = new List<StoredJob>();
        DateTimeOffset? next = null;
        foreach (var (at, id) in _due)
        {
            if (at > now)
            {
                next = at;
                break;
            }

            if (leasable.Count < request.Limit && _jobs[id].IsLeasable(request.Providers, now))
            {
                leasable.Add(_jobs[id]);
            }
        }

        var leases = new List<JobLease>();
        foreach (var job in leasable)
        {
            var leased = job.Lease(now, request.Duration);
            Save(leased);
            leases.Add(leased.ToLease(now));
        }

        return new LeaseAnswer(leases, now, next);
    }

    private CommitAnswer Commit(JobCommit commit, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (!_jobs.TryGetValue(commit.Job.Id, out var stored))
        {
            return new CommitAnswer.Stale();
        }

        var answer = stored.Commit(commit, now, out var next);
        if (answer is not CommitAnswer.Committed)
        {
            return answer;
        }

        if (commit.Forget)
        {
            Remove(stored.Job);
            return answer;
        }

        if (commit.Operation is { } operation && _accounts.Apply(operation, now) is { IsRefused: true } refused)
        {
            return new CommitAnswer.Refused(refused, stored.ToLease(now));
        }

        if (next.Job.ErasedAt is not null)
        {
            _messages.Remove(next.Job.Id);
        }

        Save(next);
        return answer;
    }

    private RecordAnswer Record(AttemptId attempt, AttemptFact fact, DateTimeOffset now)
    {
        if (!_jobs.TryGetValue(attempt.Job, out var stored) || stored.Record(attempt.Ordinal, fact, now) is not { } next)
        {
            return new RecordAnswer.NotFound();
        }

        if (fact is AttemptFact.Accepted accepted)
        {
            var key = (next.Job.Attempts[attempt.Ordinal - 1].Candidate.Provider, accepted.Task);
            if (_tasks.TryGetValue(key, out var owner) && owner != attempt)
            {
                return new RecordAnswer.TaskTaken();
            }

            _tasks[key] = attempt;
        }

        Save(next);
        return new RecordAnswer.Recorded(next.ToLease(now));
    }

    private ReceiptAnswer Receive(CallbackMessage message, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!_jobs.TryGetValue(message.Attempt.Job, out var stored) || stored.Receive(message, now) is not { } next)
        {
            return ReceiptAnswer.NotFound;
        }

        if (!_messages.TryGetValue(message.Attempt.Job, out var messages))
        {
            _messages.Add(message.Attempt.Job, messages = []);
        }

        var ofAttempt = messages.Where(known => known.Attempt == message.Attempt.Ordinal).ToList();
        if (ofAttempt.Exists(known => known.BodyHash == message.BodyHash))
        {
            return ReceiptAnswer.Duplicate;
        }

        if (ofAttempt.Count >= CallbackMessage.PerAttemptMax)
        {
            return ReceiptAnswer.Full;
        }

        messages.Add(new Message(message.Attempt.Ordinal, message.BodyHash, message.Body.ToArray(), now));
        Save(next);
        return ReceiptAnswer.Stored;
    }

    private void Save(StoredJob stored)
    {
        var job = stored.Job;
        if (_jobs.TryGetValue(job.Id, out var old))
        {
            _due.Remove((DueOf(old), job.Id));
        }
        else if (_byAccount.TryGetValue(job.Account, out var ids))
        {
            ids.Add(job.Id);
        }
        else
        {
            _byAccount.Add(job.Account, new SortedSet<JobId>(JobOrder.Instance) { job.Id });
        }

        _jobs[job.Id] = stored;
        if (job.DueAt is not null)
        {
            _due.Add((DueOf(stored), job.Id));
        }

        foreach (var attempt in job.Attempts)
        {
            if (attempt.TokenHash is { } hash)
            {
                _tokens[(attempt.Candidate.Provider, hash)] = new AttemptId(job.Id, attempt.Ordinal);
            }
        }
    }

    private void Remove(JobRecord job)
    {
        _due.Remove((DueOf(_jobs[job.Id]), job.Id));
        _jobs.Remove(job.Id);
        _byAccount[job.Account].Remove(job.Id);
        _messages.Remove(job.Id);
        foreach (var key in _keys.Where(pair => pair.Value.Job == job.Id).Select(pair => pair.Key).ToList())
        {
            _keys.Remove(key);
        }

        foreach (var token in _tokens.Where(pair => pair.Value.Job == job.Id).Select(pair => pair.Key).ToList())
        {
            _tokens.Remove(token);
        }

        foreach (var task in _tasks.Where(pair => pair.Value.Job == job.Id).Select(pair => pair.Key).ToList())
        {
            _tasks.Remove(task);
        }
    }

    // While a lease covers a job it is not due before the lease ends.
    private static DateTimeOffset DueOf(StoredJob stored) =>
        stored.LeasedUntil > stored.Job.DueAt ? stored.LeasedUntil.Value : stored.Job.DueAt ?? DateTimeOffset.MaxValue;
}
