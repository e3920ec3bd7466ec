using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Sqlite.Tests.Jobs;

public sealed class ErasedJobTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string _file = TempFile.ConnectionString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_callback_leaves_no_body_in_the_file_whether_it_comes_before_the_erasing_or_after()
    {
        await using var store = new SqliteJobStore(new SqliteDatabase(_file), _clock, new CreditOptions());
        var job = (await RunningAsync(store)).Job;
        await store.ReceiveAsync(Message(job, "before"), Cancellation);
        var lease = Assert.Single((await LeaseAsync(store)).Leases);

        await store.CommitAsync(Commit(lease, lease.Job with { ErasedAt = _clock.GetUtcNow(), Prompt = null }), Cancellation);
        Assert.Equal(0, RawFile.Count(_file, "messages"));

        Assert.Equal(ReceiptAnswer.Stored, await store.ReceiveAsync(Message(job, "after"), Cancellation));
        Assert.Equal(ReceiptAnswer.Duplicate, await store.ReceiveAsync(Message(job, "after"), Cancellation));
        Assert.Equal(0L, RawFile.Scalar(_file, "SELECT length(body) FROM messages"));
    }

    private async Task<JobLease> RunningAsync(SqliteJobStore store)
    {
        await store.AcceptAsync(NewJob(), Cancellation);
        var lease = Assert.Single((await LeaseAsync(store)).Leases);
        var attempt = new AttemptRecord { Ordinal = 1, Candidate = lease.Job.Candidates[0], Submission = 1, TokenHash = "hash" };
        var commit = Commit(lease, lease.Job with { Status = JobStatus.Running, Attempts = [attempt] });
        return Assert.IsType<CommitAnswer.Committed>(await store.CommitAsync(commit, Cancellation)).Lease;
    }

    private static Task<LeaseAnswer> LeaseAsync(SqliteJobStore store) =>
        store.LeaseAsync(new LeaseRequest(["fake"], 1, TimeSpan.FromSeconds(30)), Cancellation);

    private static JobCommit Commit(JobLease lease, JobRecord job) => new() { Job = job, Token = lease.Token, Signals = lease.Signals };

    private static CallbackMessage Message(JobRecord job, string hash) =>
        new() { Attempt = new AttemptId(job.Id, 1), BodyHash = hash, Body = new byte[] { 1, 2, 3 } };

    private NewJob NewJob() => new()
    {
        Job = new JobRecord
        {
            Id = JobId.New(_clock.GetUtcNow()),
            Account = new AccountId("alice"),
            Prompt = "a red coat",
            Count = 1,
            Candidates = [new CandidateRecord("fake", "model", InputTransport.None)],
            PricePerOutput = Credits.Zero,
            Frozen = Credits.Zero,
            HoldLifetime = TimeSpan.FromHours(31),
        },
        EndAfter = TimeSpan.FromMinutes(15),
        Fingerprint = "one",
        ActiveJobsMax = 100,
    };
}
