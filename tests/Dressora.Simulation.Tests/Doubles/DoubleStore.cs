using Dressora.Jobs;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Simulations;

/// <summary>The store in memory, with one promise broken by whoever derives from it.</summary>
internal abstract class DoubleStore(TimeProvider time) : IJobStore
{
    protected InMemoryJobStore Inner { get; } = new(time, new CreditOptions());

    public ICreditLedger? Ledger => Inner.Ledger;

    public virtual Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default) => Inner.AcceptAsync(job, cancellationToken);

    public virtual Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
        Inner.LeaseAsync(request, cancellationToken);

    public virtual Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default) =>
        Inner.RenewAsync(job, token, duration, cancellationToken);

    public virtual Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default) =>
        Inner.CommitAsync(commit, cancellationToken);

    public virtual Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default) =>
        Inner.RecordAsync(attempt, fact, decision, cancellationToken);

    public virtual Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default) =>
        Inner.FindAttemptAsync(provider, tokenHash, cancellationToken);

    public virtual Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default) =>
        Inner.ReceiveAsync(message, cancellationToken);

    public Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        Inner.RequestCancelAsync(account, job, cancellationToken);

    public Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        Inner.RequestEraseAsync(account, job, cancellationToken);

    public virtual Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        Inner.FindAsync(account, job, cancellationToken);

    public Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default) =>
        Inner.FindByKeyAsync(account, key, cancellationToken);

    public Task<IReadOnlyList<JobRecord>> ListAsync(AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default) =>
        Inner.ListAsync(account, before, limit, cancellationToken);

    public Task<UploadRecord?> AddUploadAsync(UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default) =>
        Inner.AddUploadAsync(upload, lifetime, liveMax, cancellationToken);

    public Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        Inner.FindUploadAsync(account, upload, cancellationToken);

    public Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default) =>
        Inner.ListExpiredUploadsAsync(limit, cancellationToken);

    public Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        Inner.RemoveUploadAsync(account, upload, cancellationToken);

    public Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default) => Inner.PruneAsync(request, cancellationToken);
}
