using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dressora.Testing;

/// <summary>
/// What every job store must do. Derive once per store; the facts come with it.
/// </summary>
/// <remarks>
/// A fact may be overridden with a reason. Every fact works on a store of its own, so all may run
/// in parallel.
/// </remarks>
public abstract partial class JobStoreConformance : IAsyncLifetime
{
    private protected const string Provider = "fake";

    private protected static readonly AccountId Alice = new("alice");
    private protected static readonly AccountId Bob = new("bob");
    private protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private IJobStore? _store;

    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private protected IJobStore Store => _store!;

    private protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Returns an empty store that nobody else uses, with a ledger of its own if it can have one.</summary>
    /// <param name="clock">The clock that the store must take its time from.</param>
    protected abstract Task<IJobStore> CreateStoreAsync(TimeProvider clock);

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => _store = await CreateStoreAsync(Clock);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private protected static JobRecord NewRecord(AccountId account, DateTimeOffset now, long price = 0) => new()
    {
        Id = JobId.New(now),
        Account = account,
        Prompt = "a red coat",
        Count = 1,
        Candidates = [new CandidateRecord(Provider, "model", InputTransport.None)],
        PricePerOutput = new Credits(price),
        Frozen = new Credits(price),
        HoldLifetime = TimeSpan.FromHours(31),
        Awaits = Provider,
    };

    private protected NewJob NewJob(
        JobRecord? record = null, string? key = null, string fingerprint = "one", long price = 0, int activeMax = 100)
    {
        record ??= NewRecord(Alice, Now, price);
        return new NewJob
        {
            Job = record,
            EndAfter = TimeSpan.FromMinutes(15),
            Key = key is null ? null : new IdempotencyKey(key),
            Fingerprint = fingerprint,
            ActiveJobsMax = activeMax,
            Freeze = new FreezeCredits
            {
                Account = record.Account,
                Hold = HoldId.For(record.Id),
                Amount = record.Frozen,
                Lifetime = record.HoldLifetime,
            },
        };
    }

    private protected async Task<JobRecord> AcceptedAsync(NewJob? job = null) =>
        Assert.IsType<AcceptAnswer.Accepted>(await Store.AcceptAsync(job ?? NewJob())).Job;

    private protected async Task<JobLease> LeasedAsync(JobRecord job, TimeSpan? duration = null)
    {
        var answer = await Store.LeaseAsync(new LeaseRequest([Provider], 100, duration ?? Lease));
        return Assert.Single(answer.Leases, lease => lease.Job.Id == job.Id);
    }

    private protected async Task<IReadOnlyList<JobLease>> LeaseAsync(int limit = 100, params string[] providers) =>
        (await Store.LeaseAsync(new LeaseRequest(providers.Length == 0 ? [Provider] : providers, limit, Lease))).Leases;

    /// <summary>
    /// Begins a create, as the step runner does: attempt, token and marker in one commit that
    /// keeps the lease.
    /// </summary>
    private protected async Task<JobLease> SubmittedAsync(JobLease lease, string tokenHash = "hash")
    {
        var attempt = lease.Job.Attempt ?? new AttemptRecord { Ordinal = 1, Candidate = lease.Job.Candidates[0] };
        var job = lease.Job with
        {
            Status = JobStatus.Running,
            Attempts = [attempt with { Submission = attempt.Submission + 1, SubmittedAt = Now, TokenHash = tokenHash }],
        };
        return await CommittedAsync(Commit(lease, job) with { OnlyIfUnchanged = true, KeepFor = Lease });
    }

    private protected async Task<JobLease> CommittedAsync(JobCommit commit) =>
        Assert.IsType<CommitAnswer.Committed>(await Store.CommitAsync(commit)).Lease;

    private protected static JobCommit Commit(JobLease lease, JobRecord? job = null) =>
        new() { Job = job ?? lease.Job, Token = lease.Token, Signals = lease.Signals };

    private protected static AttemptId AttemptOf(JobRecord job) => new(job.Id, 1);

    private protected static CallbackMessage MessageFor(JobRecord job, string hash = "body", ProviderTaskId? task = null) =>
        new() { Attempt = AttemptOf(job), BodyHash = hash, Body = new byte[] { 1, 2, 3 }, Task = task };

    private protected async Task GrantAsync(long amount, AccountId? account = null)
    {
        Assert.SkipWhen(Store.Ledger is null, "This store has no ledger of its own.");
        await Store.Ledger!.GrantAsync(new GrantCredits
        {
            Account = account ?? Alice,
            Grant = new GrantId($"grant-{amount}"),
            Amount = new Credits(amount),
        });
    }

    private protected async Task<(long Available, long Held)> BalanceAsync()
    {
        var balance = await Store.Ledger!.GetBalanceAsync(Alice);
        return (balance.Available.Value, balance.Held.Value);
    }

    private protected async Task<JobRecord> FindAsync(JobRecord job) => (await Store.FindAsync(job.Account, job.Id))!;
}
