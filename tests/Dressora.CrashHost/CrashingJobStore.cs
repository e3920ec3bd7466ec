using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.CrashHost;

internal sealed class CrashingJobStore(IJobStore inner, string point) : IJobStore
{
    public ICreditLedger? Ledger => inner.Ledger;

    public async Task<AcceptAnswer> AcceptAsync(NewJob job, CancellationToken cancellationToken = default)
    {
        var answer = await inner.AcceptAsync(job, cancellationToken);
        CrashPoints.Reach(CrashPoints.AfterAccept, point);
        return answer;
    }

    public async Task<CommitAnswer> CommitAsync(JobCommit commit, CancellationToken cancellationToken = default)
    {
        var finishes = commit.Operation is not null;
        if (finishes)
        {
            CrashPoints.Reach(CrashPoints.BeforeFinish, point);
        }

        var answer = await inner.CommitAsync(commit, cancellationToken);
        if (finishes)
        {
            CrashPoints.Reach(CrashPoints.AfterFinish, point);
        }

        if (commit.Job.Attempt?.State == AttemptState.Submitting)
        {
            CrashPoints.Reach(CrashPoints.AfterMarker, point);
        }

        return answer;
    }

    public Task<LeaseAnswer> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
        inner.LeaseAsync(request, cancellationToken);

    public Task<bool> RenewAsync(JobId job, long token, TimeSpan duration, CancellationToken cancellationToken = default) =>
        inner.RenewAsync(job, token, duration, cancellationToken);

    public Task<RecordAnswer> RecordAsync(
        AttemptId attempt, AttemptFact fact, JobCommit? decision = null, CancellationToken cancellationToken = default) =>
        inner.RecordAsync(attempt, fact, decision, cancellationToken);

    public Task<AttemptId?> FindAttemptAsync(string provider, string tokenHash, CancellationToken cancellationToken = default) =>
        inner.FindAttemptAsync(provider, tokenHash, cancellationToken);

    public Task<ReceiptAnswer> ReceiveAsync(CallbackMessage message, CancellationToken cancellationToken = default) =>
        inner.ReceiveAsync(message, cancellationToken);

    public Task<JobRecord?> RequestCancelAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        inner.RequestCancelAsync(account, job, cancellationToken);

    public Task<JobRecord?> RequestEraseAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        inner.RequestEraseAsync(account, job, cancellationToken);

    public Task<JobRecord?> FindAsync(AccountId account, JobId job, CancellationToken cancellationToken = default) =>
        inner.FindAsync(account, job, cancellationToken);

    public Task<KeyedJob?> FindByKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken = default) =>
        inner.FindByKeyAsync(account, key, cancellationToken);

    public Task<IReadOnlyList<JobRecord>> ListAsync(
        AccountId account, JobId? before, int limit, CancellationToken cancellationToken = default) =>
        inner.ListAsync(account, before, limit, cancellationToken);

    public Task<UploadRecord?> AddUploadAsync(
        UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default) =>
        inner.AddUploadAsync(upload, lifetime, liveMax, cancellationToken);

    public Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        inner.FindUploadAsync(account, upload, cancellationToken);

    public Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default) =>
        inner.ListExpiredUploadsAsync(limit, cancellationToken);

    public Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        inner.RemoveUploadAsync(account, upload, cancellationToken);

    public Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default) =>
        inner.PruneAsync(request, cancellationToken);
}
