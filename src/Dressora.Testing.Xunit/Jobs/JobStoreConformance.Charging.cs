using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Credits that move together with a decision, or not at all.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>A part is charged, the rest returned, the job ended: in one commit.</summary>
    [Fact]
    public virtual async Task A_settlement_and_the_end_it_pays_for_commit_together()
    {
        await GrantAsync(6);
        var lease = await RunningAsync(price: 4);

        await CommittedAsync(Commit(lease, Ended(lease, JobStatus.Failed)) with { Operation = Settle(lease.Job, 3) });

        Assert.Equal(JobStatus.Failed, (await FindAsync(lease.Job)).Status);
        Assert.Equal((3, 0), await BalanceAsync());
    }

    /// <summary>After a refusal the worker decides again, under the same lease.</summary>
    [Fact]
    public virtual async Task A_refused_credit_operation_leaves_the_lease_held()
    {
        await GrantAsync(6);
        var lease = await RunningAsync(price: 2);

        var answer = await Store.CommitAsync(Commit(lease, Ended(lease, JobStatus.Failed)) with { Operation = Settle(lease.Job, 3) });

        var held = Assert.IsType<CommitAnswer.Refused>(answer).Lease;
        Assert.Equal(lease.Token, held.Token);
        Assert.Empty(await LeaseAsync());
        await CommittedAsync(Commit(held, Ended(held, JobStatus.Failed)) with { Operation = Settle(held.Job, 2) });
        Assert.Equal((4, 0), await BalanceAsync());
    }

    /// <summary>Two workers, one charge.</summary>
    [Fact]
    public virtual async Task A_stale_worker_moves_no_credits()
    {
        await GrantAsync(6);
        var stale = await RunningAsync(price: 2);
        Clock.Advance(Lease);
        await LeasedAsync(stale.Job);

        var answer = await Store.CommitAsync(Commit(stale, Ended(stale, JobStatus.Failed)) with { Operation = Settle(stale.Job, 2) });

        Assert.IsType<CommitAnswer.Stale>(answer);
        Assert.Equal((4, 2), await BalanceAsync());
    }

    /// <summary>What was decided without knowing everything moves nothing.</summary>
    [Fact]
    public virtual async Task An_outdated_decision_moves_no_credits_and_keeps_its_lease()
    {
        await GrantAsync(6);
        var lease = await RunningAsync(price: 2);
        await Store.RequestCancelAsync(Alice, lease.Job.Id);
        var end = Commit(lease, Ended(lease, JobStatus.Failed)) with { Operation = Settle(lease.Job, 2), OnlyIfUnchanged = true };

        var outdated = Assert.IsType<CommitAnswer.Outdated>(await Store.CommitAsync(end));

        Assert.Equal((4, 2), await BalanceAsync());
        await CommittedAsync(end with { Signals = outdated.Lease.Signals });
        Assert.Equal((4, 0), await BalanceAsync());
    }

    /// <summary>A defect of the caller costs nobody anything.</summary>
    [Fact]
    public virtual async Task An_arrow_that_does_not_exist_moves_no_credits()
    {
        await GrantAsync(6);
        var lease = await LeasedAsync(await AcceptedAsync(NewJob(price: 2)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CommitAsync(
            Commit(lease, Ended(lease, JobStatus.Succeeded)) with { Operation = Settle(lease.Job, 2) }));

        Assert.Equal((4, 2), await BalanceAsync());
    }

    /// <summary>The same key again freezes nothing more.</summary>
    [Fact]
    public virtual async Task A_replayed_job_is_frozen_for_once()
    {
        await GrantAsync(6);
        await AcceptedAsync(NewJob(key: "k", price: 2));

        Assert.IsType<AcceptAnswer.Replayed>(await Store.AcceptAsync(NewJob(key: "k", price: 2)));

        Assert.Equal((4, 2), await BalanceAsync());
    }

    private async Task<JobLease> RunningAsync(long price) =>
        await SubmittedAsync(await LeasedAsync(await AcceptedAsync(NewJob(price: price))));

    private JobRecord Ended(JobLease lease, JobStatus status) =>
        lease.Job with { Status = status, FinishedAt = Now, DueAt = null };

    private static SettleCredits Settle(JobRecord job, long amount) =>
        new() { Account = job.Account, Hold = HoldId.For(job.Id), Amount = new Credits(amount) };
}
