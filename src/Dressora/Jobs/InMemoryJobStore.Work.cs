using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <content>What runs under the lock.</content>
internal sealed partial class InMemoryJobStore
{
    private AcceptAnswer Accept(NewJob accepted, DateTimeOffset now)
    {
        var account = accepted.Job.Account;
        if (accepted.Key is { } key && _jobs.FindByKey(account, key) is { } earlier)
        {
            return earlier.Fingerprint == accepted.Fingerprint
                ? new AcceptAnswer.Replayed(earlier.Job)
                : new AcceptAnswer.KeyConflict();
        }

        if (_jobs.CountActive(account) >= accepted.ActiveJobsMax)
        {
            return new AcceptAnswer.TooManyActive();
        }

        if (_jobs.Find(accepted.Job.Id) is not null)
        {
            throw new InvalidOperationException($"There is another job under the id of the new {accepted.Job.Id}.");
        }

        if (accepted.Freeze is { } freeze && _accounts.Apply(freeze, now) is { IsRefused: true } refused)
        {
            return refused is FreezeResult.Insufficient insufficient
                ? new AcceptAnswer.InsufficientCredits(insufficient.Needed, insufficient.Available)
                : throw new InvalidOperationException($"There is another hold under the id of the new {accepted.Job.Id}.");
        }

        var stored = StoredJob.Accept(accepted, now);
        _jobs.Add(stored, accepted.Key, accepted.Fingerprint);
        _uploads.Keep(stored.Job);
        return new AcceptAnswer.Accepted(stored.Job) { Lease = accepted.LeaseFor is null ? null : stored.ToLease(now) };
    }

    private LeaseAnswer Lease(LeaseRequest request, DateTimeOffset now)
    {
        var (ready, next) = _jobs.FindReady(request, now);
        var leases = new List<JobLease>(ready.Count);
        foreach (var job in ready)
        {
            var leased = job.Lease(now, request.Duration);
            _jobs.Save(leased);
            leases.Add(leased.ToLease(now));
        }

        return new LeaseAnswer(leases, now, next);
    }

    private CommitAnswer Commit(JobCommit commit, DateTimeOffset now)
    {
        if (_jobs.Find(commit.Job.Id) is not { } stored)
        {
            return new CommitAnswer.Stale();
        }

        var answer = stored.Commit(commit, now, out var next);
        if (answer is not CommitAnswer.Committed)
        {
            return answer;
        }

        if (commit.Operation is { } operation && _accounts.Apply(operation, now) is { IsRefused: true } refused)
        {
            return new CommitAnswer.Refused(refused, stored.ToLease(now));
        }

        if (commit.Forget)
        {
            _jobs.Remove(stored.Job.Id);
            return answer;
        }

        _jobs.Save(next);
        if (next.Job.ErasedAt is not null)
        {
            _jobs.RemoveMessages(next.Job.Id);
        }

        return answer;
    }

    private RecordAnswer Record(AttemptId attempt, AttemptFact fact, JobCommit? decision, DateTimeOffset now)
    {
        CommitAnswer? decided = null;
        if (_jobs.Find(attempt.Job)?.Record(attempt.Ordinal, fact, decision, now, out decided) is not { } next)
        {
            return new RecordAnswer.NotFound();
        }

        var known = next.Job.Attempts[attempt.Ordinal - 1];
        if (fact is AttemptFact.Accepted { Task: var task })
        {
            if (_jobs.FindOwner(known.Candidate.Provider, task) is { } owner && owner != attempt)
            {
                return new RecordAnswer.TaskTaken();
            }

            // The first task of an attempt stays its task, so a second one remains free for whoever it belongs to.
            if (known.Facts.Task == task)
            {
                _jobs.Bind(known.Candidate.Provider, task, attempt);
            }
        }

        _jobs.Save(next);
        return new RecordAnswer.Recorded(next.ToLease(now)) { Decision = decided };
    }

    private ReceiptAnswer Receive(CallbackMessage message, DateTimeOffset now)
    {
        if (_jobs.Find(message.Attempt.Job)?.Receive(message, now) is not { } next)
        {
            return ReceiptAnswer.NotFound;
        }

        var answer = _jobs.AddMessage(message, now);
        if (answer == ReceiptAnswer.Stored)
        {
            _jobs.Save(next);
        }

        return answer;
    }

    private JobRecord? Change(AccountId account, JobId job, Func<StoredJob, StoredJob> change)
    {
        if (_jobs.Find(account, job) is not { } stored)
        {
            return null;
        }

        var next = change(stored);
        _jobs.Save(next);
        return next.Job;
    }

    private int Prune(PruneRequest request, DateTimeOffset now)
    {
        var old = _jobs.FindEnded(now - request.JobsFor, request.Limit);
        old.ForEach(_jobs.Remove);
        return old.Count + _jobs.RemoveMessages(now - request.MessagesFor, request.Limit);
    }
}
