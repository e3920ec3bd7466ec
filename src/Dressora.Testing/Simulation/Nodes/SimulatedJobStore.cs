using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>The job store as one node sees it: behind a network, which fails at times.</summary>
internal sealed class SimulatedJobStore(IJobStore inner, NodeLife life, ICallGate gate, Action<NewJob> accepting, Action changed) : IJobStore
{
    public ICreditLedger? Ledger => inner.Ledger;

    public Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        accepting(job);
        return WriteAsync(CallKind.Accept, job.Job.Id, () => inner.AcceptAsync(job, cancellationToken));
    }

    public Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.LeaseAsync(request, cancellationToken));

    public Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.RenewAsync(job, token, duration, cancellationToken));

    public Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return WriteAsync(CallKind.Commit, commit.Job.Id, () => inner.CommitAsync(commit, cancellationToken));
    }

    public Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default) =>
        WriteAsync(CallKind.Record, attempt.Job, () => inner.RecordAsync(attempt, fact, decision, cancellationToken));

    public Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.FindAttemptAsync(provider, tokenHash, cancellationToken));

    public Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WriteAsync(CallKind.Receive, message.Attempt.Job, () => inner.ReceiveAsync(message, cancellationToken));
    }

    public Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        WriteAsync(CallKind.Receive, job, () => inner.RequestCancelAsync(account, job, cancellationToken));

    public Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        WriteAsync(CallKind.Receive, job, () => inner.RequestEraseAsync(account, job, cancellationToken));

    public Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.FindAsync(account, job, cancellationToken));

    public Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.FindByKeyAsync(account, key, cancellationToken));

    public Task<IReadOnlyList<JobRecord>> ListAsync(AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.ListAsync(account, before, limit, cancellationToken));

    public Task<UploadRecord?> AddUploadAsync(UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.AddUploadAsync(upload, lifetime, liveMax, cancellationToken));

    public Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.FindUploadAsync(account, upload, cancellationToken));

    public Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.ListExpiredUploadsAsync(limit, cancellationToken));

    public Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        ReadAsync(async () =>
        {
            await inner.RemoveUploadAsync(account, upload, cancellationToken).ConfigureAwait(false);
            return true;
        });

    public Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.PruneAsync(request, cancellationToken));

    // A store of another engine answers on a thread of its own, and takes no time in this world.
    private Task<T> ReadAsync<T>(Func<Task<T>> read) => gate.CallAsync(life, CallKind.Read, null, () => Task.FromResult(Blocking.Wait(read())));

    private Task<T> WriteAsync<T>(CallKind kind, JobId job, Func<Task<T>> write)
    {
        return gate.CallAsync(life, kind, job, EffectAsync, fault => CallGate.FailAsync(fault, EffectAsync, () => new IOException("The job store does not answer.")));

        Task<T> EffectAsync()
        {
            var answer = Blocking.Wait(write());
            changed();
            return Task.FromResult(answer);
        }
    }
}
