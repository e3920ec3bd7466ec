using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Jobs and credits in memory, under one lock. Real in everything but that it ends with its
/// process.
/// </summary>
internal sealed partial class InMemoryJobStore : IJobStore
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly InMemoryAccounts _accounts;
    private readonly InMemoryJobs _jobs = new();
    private readonly InMemoryUploads _uploads = new();

    public InMemoryJobStore(TimeProvider time, CreditOptions credits)
    {
        _time = time;
        var outbox = new InMemoryOutbox(_gate, time);
        _accounts = new InMemoryAccounts(credits, outbox);
        Ledger = new InMemoryCreditLedger(_accounts, outbox, _gate, time);
    }

    /// <inheritdoc/>
    public ICreditLedger Ledger { get; }

    /// <inheritdoc/>
    public Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        return LockedAsync(now => Accept(job, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        return LockedAsync(now => Lease(request, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default) =>
        LockedAsync(
            now =>
            {
                if (_jobs.Find(job)?.Renew(token, now, duration) is not { } renewed)
                {
                    return false;
                }

                _jobs.Save(renewed);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return LockedAsync(now => Commit(commit, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return LockedAsync(now => Record(attempt, fact, decision, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default) =>
        LockedAsync(_ => _jobs.FindAttempt(provider, tokenHash), cancellationToken);

    /// <inheritdoc/>
    public Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return LockedAsync(now => Receive(message, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Change(account, job, stored => stored.RequestCancel(now)), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Change(account, job, stored => stored.RequestErase(now)), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        LockedAsync(_ => _jobs.Find(account, job)?.Job, cancellationToken);

    /// <inheritdoc/>
    public Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default) =>
        LockedAsync(_ => _jobs.FindByKey(account, key), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> ListAsync(
        AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return LockedAsync<IReadOnlyList<JobRecord>>(_ => _jobs.List(account, before, limit), cancellationToken);
    }

    private Task<T> LockedAsync<T>(Func<DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_gate)
        {
            return Task.FromResult(work(_time.GetUtcNow()));
        }
    }
}
