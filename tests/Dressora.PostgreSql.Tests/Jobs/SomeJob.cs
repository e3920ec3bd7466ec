using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.PostgreSql.Tests.Jobs;

/// <summary>Jobs with what a test does not care about filled in.</summary>
internal static class SomeJob
{
    public const string Provider = "fake";

    public static NewJob New(string account = "alice", long price = 0, bool begins = false)
    {
        var job = new JobRecord
        {
            Id = JobId.New(DateTimeOffset.UtcNow),
            Account = new AccountId(account),
            Prompt = "a red coat",
            Count = 1,
            Candidates = [new CandidateRecord(Provider, "model", InputTransport.None)],
            PricePerOutput = new Credits(price),
            Frozen = new Credits(price),
            HoldLifetime = TimeSpan.FromHours(31),
            Awaits = Provider,
            AwaitsCreate = begins,
        };
        return new NewJob
        {
            Job = job,
            EndAfter = TimeSpan.FromMinutes(15),
            Fingerprint = "one",
            ActiveJobsMax = 1_000,
            Freeze = price == 0 ? null : new FreezeCredits { Account = job.Account, Hold = HoldId.For(job.Id), Amount = job.Frozen, Lifetime = job.HoldLifetime },
        };
    }

    /// <summary>Begins a create, as the step runner does.</summary>
    public static JobCommit Begin(JobLease lease)
    {
        var attempt = new AttemptRecord
        {
            Ordinal = 1,
            Candidate = lease.Job.Candidates[0],
            Submission = 1,
            SubmittedAt = lease.Now,
            TokenHash = lease.Job.Id.ToString(),
        };
        return Commit(lease, lease.Job with { Status = JobStatus.Running, Attempts = [attempt] }) with { KeepFor = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Ends a job.</summary>
    public static JobCommit End(JobLease lease) =>
        Commit(lease, lease.Job with { Status = JobStatus.Failed, FinishedAt = lease.Now, DueAt = null, Awaits = null });

    public static JobCommit Commit(JobLease lease, JobRecord job) => new() { Job = job, Token = lease.Token, Signals = lease.Signals };
}
