using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Simulations;

/// <summary>Takes a decision from whoever once had the lease.</summary>
internal sealed class UnfencedStore(TimeProvider time) : DoubleStore(time)
{
    private readonly Dictionary<JobId, long> _newest = [];

    public override async Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await base.LeaseAsync(request, cancellationToken);
        foreach (var lease in answer.Leases)
        {
            _newest[lease.Job.Id] = lease.Token;
        }

        return answer;
    }

    public override Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default) =>
        base.CommitAsync(commit with { Token = _newest.GetValueOrDefault(commit.Job.Id, commit.Token) }, cancellationToken);
}

/// <summary>Takes facts only from whoever has the lease.</summary>
internal sealed class FencedFactsStore(TimeProvider time) : DoubleStore(time)
{
    private readonly TimeProvider _time = time;
    private readonly Dictionary<JobId, DateTimeOffset> _leasedAt = [];

    public override async Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await base.LeaseAsync(request, cancellationToken);
        foreach (var lease in answer.Leases)
        {
            _leasedAt[lease.Job.Id] = answer.Now;
        }

        return answer;
    }

    // Renewals do not reach this far: what comes more than a lease after the last one comes from a node that stood still.
    public override Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default) =>
        _time.GetUtcNow() - _leasedAt.GetValueOrDefault(attempt.Job) > TimeSpan.FromSeconds(30)
            ? Task.FromResult<RecordAnswer>(new RecordAnswer.NotFound())
            : base.RecordAsync(attempt, fact, decision, cancellationToken);
}

/// <summary>Keeps the marker of a create in mind instead of writing it.</summary>
internal sealed class LazyMarkerStore(TimeProvider time) : DoubleStore(time)
{
    public override async Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        var stored = await FindAsync(commit.Job.Account, commit.Job.Id, cancellationToken);
        var begins = commit.Job.Attempt is { } attempt
            && attempt.Submission > (stored!.Attempts.FirstOrDefault(known => known.Ordinal == attempt.Ordinal)?.Submission ?? 0);
        if (!begins || !commit.OnlyIfUnchanged)
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        var written = commit.Job.With(commit.Job.Attempt! with { Submission = commit.Job.Attempt.Submission - 1, TokenHash = null });
        var answer = await base.CommitAsync(commit with { Job = written }, cancellationToken);
        return answer is CommitAnswer.Committed committed
            ? new CommitAnswer.Committed(committed.Lease with { Job = commit.Job with { DueAt = committed.Lease.Job.DueAt } })
            : answer;
    }
}

/// <summary>Counts every callback, whether it came before or not.</summary>
internal sealed class ForgetfulInboxStore(TimeProvider time) : DoubleStore(time)
{
    private int _received;

    public override Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default) =>
        base.ReceiveAsync(message with { BodyHash = $"{message.BodyHash}-{++_received}" }, cancellationToken);
}

/// <summary>Parks a job although something has arrived meanwhile.</summary>
internal sealed class DeafParkingStore(TimeProvider time) : DoubleStore(time)
{
    public override async Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        var answer = await base.CommitAsync(commit with { OnlyIfUnchanged = false }, cancellationToken);
        if (answer is not CommitAnswer.Committed committed || commit.KeepFor is not null || committed.Lease.Job.DueAt == commit.Job.DueAt)
        {
            return answer;
        }

        // The wake-up is overwritten by a second commit that claims to have seen it.
        var leased = await Inner.LeaseAsync(new LeaseRequest([.. commit.Job.Candidates.Select(candidate => candidate.Provider)], 100, TimeSpan.FromSeconds(1)), cancellationToken);
        foreach (var lease in leased.Leases)
        {
            var due = lease.Job.Id == commit.Job.Id ? commit.Job.DueAt : lease.Job.DueAt;
            await Inner.CommitAsync(new JobCommit { Job = lease.Job with { DueAt = due }, Token = lease.Token, Signals = lease.Signals }, cancellationToken);
        }

        return answer;
    }
}

/// <summary>Takes any token for the newest attempt's.</summary>
internal sealed class CredulousStore(TimeProvider time) : DoubleStore(time)
{
    private AttemptId? _newest;

    public override Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        _newest = commit.Job.Attempt is { } attempt ? new AttemptId(commit.Job.Id, attempt.Ordinal) : _newest;
        return base.CommitAsync(commit, cancellationToken);
    }

    public override async Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default) =>
        await base.FindAttemptAsync(provider, tokenHash, cancellationToken) ?? _newest;
}

/// <summary>Forgets the verdict that was reached before the host's own ledger was asked.</summary>
internal sealed class VerdictLosingStore(TimeProvider time) : DoubleStore(time)
{
    public override async Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        if (commit.Job.Verdict is not { } verdict || commit.Job.Status.IsTerminal())
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        var answer = await base.CommitAsync(commit with { Job = commit.Job with { Verdict = null } }, cancellationToken);
        return answer is CommitAnswer.Committed committed
            ? new CommitAnswer.Committed(committed.Lease with { Job = committed.Lease.Job with { Verdict = verdict } })
            : answer;
    }
}

/// <summary>Leases whatever is due, however many tasks a provider has.</summary>
internal sealed class CrowdedStore(TimeProvider time) : DoubleStore(time)
{
    public override Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
        base.LeaseAsync(request with { TaskLimits = new Dictionary<string, TaskLimit>() }, cancellationToken);
}
