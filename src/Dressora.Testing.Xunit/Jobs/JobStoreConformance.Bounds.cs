using Dressora.Providers;
using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>What is said about later, and what is refused.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>Whoever could not take all is told that more is due now.</summary>
    [Fact]
    public virtual async Task What_the_limit_left_over_is_said_to_be_due_already()
    {
        await AcceptedAsync();
        await AcceptedAsync();

        var answer = await Store.LeaseAsync(new LeaseRequest([Provider], 1, Lease));

        Assert.Single(answer.Leases);
        Assert.Equal(Now, answer.NextDueAt);
    }

    /// <summary>What was leased just now is not something to wake up for.</summary>
    [Fact]
    public virtual async Task What_was_leased_just_now_is_not_foretold()
    {
        await AcceptedAsync();

        var answer = await Store.LeaseAsync(new LeaseRequest([Provider], 10, Lease));

        Assert.Single(answer.Leases);
        Assert.Null(answer.NextDueAt);
    }

    /// <summary>The end of somebody's lease is.</summary>
    [Fact]
    public virtual async Task The_end_of_another_workers_lease_is_foretold()
    {
        await LeasedAsync(await AcceptedAsync());
        Clock.Advance(TimeSpan.FromSeconds(10));

        var answer = await Store.LeaseAsync(new LeaseRequest([Provider], 10, Lease));

        Assert.Empty(answer.Leases);
        Assert.Equal(Now.AddSeconds(20), answer.NextDueAt);
    }

    /// <summary>Nobody wakes up for a job that another node will do.</summary>
    [Fact]
    public virtual async Task A_job_of_another_nodes_provider_is_not_foretold()
    {
        var lease = await LeasedAsync(await AcceptedAsync());
        await CommittedAsync(Commit(lease, lease.Job with { DueAt = Now.AddSeconds(10) }));

        Assert.Null((await Store.LeaseAsync(new LeaseRequest(["another"], 10, Lease))).NextDueAt);
    }

    /// <summary>
    /// A second task is not this attempt's, so the attempt that it is may still have it.
    /// </summary>
    [Fact]
    public virtual async Task A_second_task_of_an_attempt_stays_free_for_its_own()
    {
        var two = new ProviderTaskId("task-2");
        var job = await ParkedAsync();
        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(Task1, null));
        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(two, null));
        var another = await ParkedAsync();

        Assert.IsType<RecordAnswer.Recorded>(await Store.RecordAsync(AttemptOf(another), new AttemptFact.Accepted(two, null)));

        Assert.Equal(two, (await FindAsync(another)).Attempt!.Facts.Task);
    }

    /// <summary>
    /// A worker that does not know whether its commit arrived asks again, under a new lease.
    /// </summary>
    [Fact]
    public virtual async Task A_settlement_that_was_made_before_is_taken_as_made()
    {
        await GrantAsync(6);
        var lease = await RunningAsync(price: 4);
        await Store.Ledger!.SettleAsync(Settle(lease.Job, 3));

        await CommittedAsync(Commit(lease, Ended(lease, JobStatus.Failed)) with { Operation = Settle(lease.Job, 3) });

        Assert.Equal((3, 0), await BalanceAsync());
    }

    /// <summary>The same for a release.</summary>
    [Fact]
    public virtual async Task A_release_that_was_made_before_is_taken_as_made()
    {
        await GrantAsync(6);
        var lease = await RunningAsync(price: 4);
        var release = new ReleaseCredits { Account = Alice, Hold = HoldId.For(lease.Job.Id), Reason = ReleaseReason.Failed };
        await Store.Ledger!.ReleaseAsync(release);

        await CommittedAsync(Commit(lease, Ended(lease, JobStatus.Failed)) with { Operation = release });

        Assert.Equal((6, 0), await BalanceAsync());
    }

    /// <summary>
    /// An id that comes again is a defect of the caller, and overwrites nothing.
    /// </summary>
    [Fact]
    public virtual async Task A_job_is_never_overwritten_by_another_of_its_id()
    {
        var record = NewRecord(Alice, Now);
        await AcceptedAsync(NewJob(record));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.AcceptAsync(NewJob(record with { Prompt = "another" })));

        Assert.Equal(record.Prompt, (await FindAsync(record)).Prompt);
    }

    /// <summary>Everything has a limit, and the limit is at least one.</summary>
    [Fact]
    public virtual async Task A_limit_below_one_is_refused()
    {
        var day = TimeSpan.FromDays(1);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.LeaseAsync(new LeaseRequest([Provider], 0, Lease)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ListAsync(Alice, null, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ListExpiredUploadsAsync(-1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PruneAsync(new PruneRequest(day, day, Limit: -1)));
    }
}
