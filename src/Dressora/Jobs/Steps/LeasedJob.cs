using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// A job under a lease of ours, and the only way in which steps write about it. Used by one step
/// runner at a time.
/// </summary>
internal sealed class LeasedJob(IJobStore store, JobLease lease, TimeSpan leaseFor, TimeProvider time)
{
    private static readonly TimeSpan RecordAgainAfter = TimeSpan.FromSeconds(1);

    private readonly long _token = lease.Token;
    private long _signals = lease.Signals;
    private Learned? _learned;

    /// <summary>Gets the job as decided so far, which may be ahead of what is written.</summary>
    public JobRecord Job { get; private set; } = lease.Job;

    /// <summary>Gets the present attempt of a job that has one.</summary>
    public AttemptRecord Attempt => Job.Attempt!;

    /// <summary>Gets the store's time, as of its last answer.</summary>
    public DateTimeOffset Now { get; private set; } = lease.Now;

    /// <summary>
    /// Gets whether the lease is still ours, as far as the store's last answer told.
    /// </summary>
    public bool IsHeld { get; private set; } = true;

    /// <summary>
    /// Gets the provider at which the lease was given to begin a task; <see langword="null"/> for
    /// none, or once it was begun.
    /// </summary>
    public string? PlaceAt { get; private set; } = lease.Job.BeginsTask ? lease.Job.Awaits : null;

    /// <summary>Uses the place: a further create needs another lease.</summary>
    public void TakePlace() => PlaceAt = null;

    /// <summary>Takes over a decision that the next commit will write.</summary>
    public void Decide(JobRecord job) => Job = job;

    /// <summary>Writes the decision and keeps the lease.</summary>
    public Task<CommitAnswer> SaveAsync(bool onlyIfUnchanged = false, CreditOperation? operation = null) =>
        CommitAsync(leaseFor, onlyIfUnchanged, operation);

    /// <summary>
    /// Writes the decision, with the time when the next step is due, and gives the lease back.
    /// </summary>
    public Task<CommitAnswer> ParkAsync(DateTimeOffset? dueAt, bool onlyIfUnchanged = false, CreditOperation? operation = null)
    {
        Job = Job with { DueAt = dueAt };
        return CommitAsync(null, onlyIfUnchanged, operation);
    }

    /// <summary>Removes the row of a job that was never accepted.</summary>
    public Task<CommitAnswer> ForgetAsync() => CommitAsync(null, false, null, forget: true);

    /// <summary>
    /// Takes over what became known. It is written together with the decision that follows, or by itself before anything else is done.
    /// </summary>
    public async Task LearnAsync(AttemptFact fact)
    {
        await FlushAsync().ConfigureAwait(false);
        _learned = new Learned(new AttemptId(Job.Id, Attempt.Ordinal), fact, Job);
        Job = new StoredJob { Job = Job }.Record(Attempt.Ordinal, fact, Now)!.Job;
    }

    /// <summary>Writes down what was learned and is not written yet.</summary>
    public async Task FlushAsync()
    {
        if (_learned is { } learned)
        {
            _learned = null;
            if (!Adopt(await AskAsync(learned, null).ConfigureAwait(false)))
            {
                Job = learned.Before;
            }
        }
    }

    /// <summary>The same where it is certain that the process lives on and nothing else is: the answer to a paid call must not be lost.</summary>
    public Task FlushPaidAsync() => _learned is { Fact: not AttemptFact.Observed } ? FlushAsync() : Task.CompletedTask;

    /// <summary>
    /// Writes down what became known, until the store answers: the answer to a paid call cannot
    /// be asked for twice.
    /// </summary>
    /// <returns>Whether it is recorded; a task that belongs to another attempt is not.</returns>
    public async Task<bool> RecordAsync(AttemptFact fact) =>
        Adopt(await AskAsync(new Learned(new AttemptId(Job.Id, Attempt.Ordinal), fact, Job), null).ConfigureAwait(false));

    /// <summary>
    /// Goes back to an earlier decision after a commit was refused or outdated, with what is known by now.
    /// </summary>
    public void TakeBack(JobRecord decided)
    {
        var stored = Job;
        Job = decided;
        Job = Merge(stored);
    }

    private async Task<RecordAnswer> AskAsync(Learned learned, JobCommit? decision)
    {
        while (true)
        {
            try
            {
                return await store.RecordAsync(learned.Attempt, learned.Fact, decision, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (learned.Fact is not AttemptFact.Observed && exception is not ObjectDisposedException)
            {
                // Not bounded: the process ends, or the store comes back. A reading alone can be made again.
                await Task.Delay(RecordAgainAfter, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes what was learned together with the decision that followed from it.</summary>
    private async Task<CommitAnswer> CommitLearnedAsync(Learned learned, JobCommit commit)
    {
        switch (await AskAsync(learned, commit).ConfigureAwait(false))
        {
            case RecordAnswer.Recorded { Decision: { } decided }:
                _signals++;
                return decided;
            case RecordAnswer.TaskTaken:
                return new CommitAnswer.Outdated(new JobLease(learned.Before, _token, _signals, Now));
            default:
                return new CommitAnswer.Stale();
        }
    }

    private async Task<CommitAnswer> CommitAsync(
        TimeSpan? keepFor, bool onlyIfUnchanged, CreditOperation? operation, bool forget = false)
    {
        if (operation is not null)
        {
            await FlushAsync().ConfigureAwait(false);
        }

        var learned = _learned;
        _learned = null;
        var commit = new JobCommit
        {
            Job = Job,
            Token = _token,
            Signals = _signals,
            OnlyIfUnchanged = onlyIfUnchanged,
            KeepFor = keepFor,
            Operation = operation,
            Forget = forget,
        };
        CommitAnswer answer;
        try
        {
            answer = learned is null
                ? await store.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false)
                : await CommitLearnedAsync(learned, commit).ConfigureAwait(false);
        }
        catch
        {
            // Written or not, what is decided here goes no further: a later commit would write it without its credit operation.
            IsHeld = false;
            throw;
        }

        switch (answer)
        {
            case CommitAnswer.Committed committed:
                // Facts that others recorded came back with it; signals we have not decided on yet stay unseen.
                (Job, Now, IsHeld) = (committed.Lease.Job, committed.Lease.Now, keepFor is not null);
                break;
            case CommitAnswer.Outdated outdated:
                (Job, Now, _signals) = (outdated.Lease.Job, outdated.Lease.Now, outdated.Lease.Signals);
                break;
            case CommitAnswer.Refused refused:
                (Job, Now) = (refused.Lease.Job, refused.Lease.Now);
                break;
            default:
                IsHeld = false;
                break;
        }

        return answer;
    }

    private bool Adopt(RecordAnswer answer)
    {
        switch (answer)
        {
            case RecordAnswer.Recorded recorded:
                IsHeld = IsHeld && recorded.Lease.Token == _token;
                // Only our own fact counts as seen: whatever else arrived keeps the job due, or sends an end back to be decided again.
                _signals++;
                (Job, Now) = (Merge(recorded.Lease.Job), recorded.Lease.Now);
                return true;
            case RecordAnswer.TaskTaken:
                return false;
            default:
                IsHeld = false;
                return false;
        }
    }

    // What is decided here but not written yet stays; what is known comes from the store.
    private JobRecord Merge(JobRecord stored)
    {
        var attempts = Job.Attempts.ToArray();
        for (var i = 0; i < Math.Min(attempts.Length, stored.Attempts.Count); i++)
        {
            attempts[i] = attempts[i] with { Facts = stored.Attempts[i].Facts };
        }

        return Job with
        {
            Attempts = attempts,
            CancelRequestedAt = stored.CancelRequestedAt,
            EraseRequestedAt = stored.EraseRequestedAt,
        };
    }

    /// <summary>What became known and is not written yet, and the job before it.</summary>
    private sealed record Learned(AttemptId Attempt, AttemptFact Fact, JobRecord Before);
}
