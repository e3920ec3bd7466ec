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
    private readonly InMemoryAccounts _accounts = new();
    private readonly Dictionary<JobId, StoredJob> _jobs = [];
    private readonly SortedSet<(DateTimeOffset At, JobId Job)> _due = new(DueOrder.Instance);
    private readonly Dictionary<(AccountId Account, string Key), (JobId Job, string Fingerprint)> _keys = [];
    private readonly Dictionary<(string Provider, string Hash), AttemptId> _tokens = [];
    private readonly Dictionary<(string Provider, ProviderTaskId Task), AttemptId> _tasks = [];
    private readonly Dictionary<AccountId, SortedSet<JobId>> _byAccount = [];
    private readonly Dictionary<JobId, List<Message>> _messages = [];
    private readonly Dictionary<UploadId, UploadRecord> _uploads = [];

    public InMemoryJobStore(TimeProvider time)
    {
        _time = time;
        Ledger = new InMemoryCreditLedger(_accounts, _gate, time);
    }

    /// <inheritdoc/>
    public ICreditLedger Ledger { get; }

    /// <inheritdoc/>
    public Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Accept(job, now), cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Lease(request, now), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default) =>
        LockedAsync(
            now =>
            {
                var renewed = _jobs.GetValueOrDefault(job)?.Renew(token, now, duration);
                if (renewed is not null)
                {
                    Save(renewed);
                }

                return renewed is not null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Commit(commit, now), cancellationToken);

    /// <inheritdoc/>
    public Task<RecordAnswer> RecordAsync(AttemptId attempt, AttemptFact fact, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Record(attempt, fact, now), cancellationToken);

    /// <inheritdoc/>
    public Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default) =>
        LockedAsync(_ => _tokens.TryGetValue((provider, tokenHash), out var attempt) ? attempt : (AttemptId?)null, cancellationToken);

    /// <inheritdoc/>
    public Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Receive(message, now), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Change(account, job, stored => stored.RequestCancel(now)), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        LockedAsync(now => Change(account, job, stored => stored.RequestErase(now)), cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        LockedAsync(_ => Of(account, job)?.Job, cancellationToken);

    /// <inheritdoc/>
    public Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default) =>
        LockedAsync(
            _ => _keys.TryGetValue((account, key.Value), out var found) ? new KeyedJob(_jobs[found.Job].Job, found.Fingerprint) : null,
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> ListAsync(
        AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default) =>
        LockedAsync<IReadOnlyList<JobRecord>>(
            _ => !_byAccount.TryGetValue(account, out var ids) ? [] : ids.Reverse()
                .Where(id => before is null || JobOrder.Instance.Compare(id, before.Value) < 0)
                .Take(limit)
                .Select(id => _jobs[id].Job)
                .ToList(),
            cancellationToken);

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

    private StoredJob? Of(AccountId account, JobId job) =>
        _jobs.TryGetValue(job, out var stored) && stored.Job.Account == account ? stored : null;

    private JobRecord? Change(AccountId account, JobId job, Func<StoredJob, StoredJob> change)
    {
        if (Of(account, job) is not { } stored)
        {
            return null;
        }

        var next = change(stored);
        Save(next);
        return next.Job;
    }

    private sealed record Message(int Attempt, string BodyHash, ReadOnlyMemory<byte> Body, DateTimeOffset At);
}
