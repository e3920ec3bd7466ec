using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.PostgreSql;

/// <summary>
/// What happens to jobs inside a batch. <see cref="StoredJob"/> decides; nothing is put in its
/// place before all of it is decided.
/// </summary>
internal static class JobWork
{
    /// <summary>Accepts a job, with its key and its freeze.</summary>
    public static AcceptAnswer Accept(Batch batch, NewJob accepted)
    {
        var account = accepted.Job.Account;
        if (accepted.Key is { } key && batch.Jobs.FindByKey(account, key) is { } earlier)
        {
            return earlier.Fingerprint == accepted.Fingerprint
                ? new AcceptAnswer.Replayed(earlier.Job)
                : new AcceptAnswer.KeyConflict();
        }

        if (batch.Jobs.CountActive(account) >= accepted.ActiveJobsMax)
        {
            return new AcceptAnswer.TooManyActive();
        }

        if (batch.Jobs.Find(accepted.Job.Id) is not null)
        {
            throw new InvalidOperationException($"There is another job under the id of the new {accepted.Job.Id}.");
        }

        var stored = StoredJob.Accept(accepted, batch.Now);
        if (accepted.Freeze is { } freeze && batch.Apply(freeze) is { IsRefused: true } refused)
        {
            return refused is FreezeResult.Insufficient insufficient
                ? new AcceptAnswer.InsufficientCredits(insufficient.Needed, insufficient.Available)
                : throw new InvalidOperationException($"There is another hold under the id of the new {accepted.Job.Id}.");
        }

        batch.Jobs.Add(stored, accepted.Key, accepted.Fingerprint);
        foreach (var input in stored.Job.Inputs)
        {
            if (input.Upload is { } upload)
            {
                batch.Jobs.Kept.Add((account, upload, stored.Job.EndBy + StoredJob.InputsKeptAfterDeadline));
            }
        }

        return new AcceptAnswer.Accepted(stored.Job) { Lease = accepted.LeaseFor is null ? null : stored.ToLease(batch.Now) };
    }

    /// <summary>Writes a decision, with its credit operation.</summary>
    public static CommitAnswer Commit(Batch batch, JobCommit commit)
    {
        if (batch.Jobs.Find(commit.Job.Id) is not { } stored)
        {
            return new CommitAnswer.Stale();
        }

        var answer = stored.Commit(commit, batch.Now, out var next);
        if (answer is not CommitAnswer.Committed)
        {
            return answer;
        }

        if (commit.Operation is { } operation && batch.Apply(operation) is { IsRefused: true } refused)
        {
            return new CommitAnswer.Refused(refused, stored.ToLease(batch.Now));
        }

        if (commit.Forget)
        {
            batch.Jobs.Remove(stored.Job.Id);
            return answer;
        }

        batch.Jobs.Save(next);
        if (next.Job.ErasedAt is not null && stored.Job.ErasedAt is null)
        {
            batch.Jobs.Silence(next.Job.Id);
        }

        return answer;
    }

    /// <summary>Merges a fact about an attempt.</summary>
    public static RecordAnswer Record(Batch batch, AttemptId attempt, AttemptFact fact, JobCommit? decision)
    {
        CommitAnswer? decided = null;
        if (batch.Jobs.Find(attempt.Job)?.Record(attempt.Ordinal, fact, decision, batch.Now, out decided) is not { } next)
        {
            return new RecordAnswer.NotFound();
        }

        var known = next.Job.Attempts[attempt.Ordinal - 1];
        if (fact is AttemptFact.Accepted { Task: var task })
        {
            if (batch.Jobs.FindOwner(known.Candidate.Provider, task) is { } owner && owner != attempt)
            {
                return new RecordAnswer.TaskTaken();
            }

            // The first task of an attempt stays its task, so a second one remains free for whoever it belongs to.
            if (known.Facts.Task == task)
            {
                batch.Jobs.Bind(known.Candidate.Provider, task, attempt);
            }
        }

        batch.Jobs.Save(next);
        return new RecordAnswer.Recorded(next.ToLease(batch.Now)) { Decision = decided };
    }

    /// <summary>Stores a callback.</summary>
    public static ReceiptAnswer Receive(Batch batch, CallbackMessage message)
    {
        if (batch.Jobs.Find(message.Attempt.Job)?.Receive(message, batch.Now) is not { } next)
        {
            return ReceiptAnswer.NotFound;
        }

        if (batch.Jobs.HasMessage(message))
        {
            return ReceiptAnswer.Duplicate;
        }

        if (batch.Jobs.CountMessages(message.Attempt) >= CallbackMessage.PerAttemptMax)
        {
            return ReceiptAnswer.Full;
        }

        // Of an erased job only the hash: it still makes two messages one.
        batch.Jobs.Receive(message, next.Job.ErasedAt is null ? message.Body.ToArray() : [], batch.Now);
        batch.Jobs.Save(next);
        return ReceiptAnswer.Stored;
    }
}
