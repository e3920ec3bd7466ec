using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Leases: who may decide, and for how long.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>A leased job is nobody else's.</summary>
    [Fact]
    public virtual async Task A_leased_job_is_not_leased_again_before_its_lease_ends()
    {
        var job = await AcceptedAsync();
        var first = await LeasedAsync(job);
        Assert.Empty(await LeaseAsync());

        Clock.Advance(Lease);
        var second = await LeasedAsync(job);

        Assert.True(second.Token > first.Token);
    }

    /// <summary>Many at once, one lease.</summary>
    [Fact]
    public virtual async Task Many_workers_at_once_lease_a_job_once()
    {
        await AcceptedAsync();

        var leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => LeaseAsync())));

        Assert.Single(leases.SelectMany(answer => answer));
    }

    /// <summary>Longest due first, up to the limit.</summary>
    [Fact]
    public virtual async Task The_job_that_has_been_due_longest_comes_first()
    {
        var first = await AcceptedAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AcceptedAsync();

        Assert.Equal(first.Id, Assert.Single(await LeaseAsync(limit: 1)).Job.Id);
        Assert.Equal(second.Id, Assert.Single(await LeaseAsync(limit: 1)).Job.Id);
    }

    /// <summary>A job of a provider that this node does not have is left to others.</summary>
    [Fact]
    public virtual async Task A_job_is_left_to_the_nodes_that_have_its_provider()
    {
        await AcceptedAsync();

        Assert.Empty(await LeaseAsync(100, "another"));
        Assert.Single(await LeaseAsync(100, "another", Provider));
    }

    /// <summary>After its deadline and a grace, any node may end a job.</summary>
    [Fact]
    public virtual async Task A_job_that_nobody_can_serve_is_ended_by_anyone_after_its_deadline()
    {
        await AcceptedAsync();
        Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Empty(await LeaseAsync(100, "another"));

        Clock.Advance(LeaseRequest.Grace);

        Assert.Single(await LeaseAsync(100, "another"));
    }

    /// <summary>
    /// A parked job is leased when it falls due, and the store says when that is.
    /// </summary>
    [Fact]
    public virtual async Task A_parked_job_waits_until_it_is_due()
    {
        var job = await AcceptedAsync();
        var lease = await LeasedAsync(job);
        await CommittedAsync(Commit(lease, lease.Job with { DueAt = Now.AddSeconds(10) }));

        var answer = await Store.LeaseAsync(new LeaseRequest([Provider], 10, Lease));
        Assert.Empty(answer.Leases);
        Assert.Equal((Now, Now.AddSeconds(10)), (answer.Now, answer.NextDueAt));

        Clock.Advance(TimeSpan.FromSeconds(10));
        await LeasedAsync(job);
    }

    /// <summary>A job with nothing left to do is never leased.</summary>
    [Fact]
    public virtual async Task A_job_without_a_due_time_rests()
    {
        var lease = await LeasedAsync(await AcceptedAsync());
        await CommittedAsync(Commit(lease, lease.Job with { Status = JobStatus.Canceled, FinishedAt = Now, DueAt = null }));

        Clock.Advance(TimeSpan.FromDays(1));
        var answer = await Store.LeaseAsync(new LeaseRequest([Provider], 10, Lease));

        Assert.Empty(answer.Leases);
        Assert.Null(answer.NextDueAt);
    }

    /// <summary>A renewal counts from when it is made.</summary>
    [Fact]
    public virtual async Task A_renewed_lease_lasts_longer_and_a_lost_one_cannot_be_renewed()
    {
        var job = await AcceptedAsync();
        var lease = await LeasedAsync(job);
        Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await Store.RenewAsync(job.Id, lease.Token, Lease));
        Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(await LeaseAsync());

        Clock.Advance(TimeSpan.FromSeconds(10));
        await LeasedAsync(job);

        Assert.False(await Store.RenewAsync(job.Id, lease.Token, Lease));
        Assert.False(await Store.RenewAsync(JobId.New(Now), 1, Lease));
    }

    /// <summary>A lease that was given back is gone.</summary>
    [Fact]
    public virtual async Task A_lease_that_was_given_back_cannot_be_renewed()
    {
        var job = await AcceptedAsync();
        var lease = await LeasedAsync(job);
        await CommittedAsync(Commit(lease));

        Assert.False(await Store.RenewAsync(job.Id, lease.Token, Lease));
    }

    /// <summary>A commit may go on with the same lease, from now on.</summary>
    [Fact]
    public virtual async Task A_commit_that_keeps_its_lease_holds_the_job_from_then_on()
    {
        var job = await AcceptedAsync();
        var lease = await LeasedAsync(job);
        Clock.Advance(TimeSpan.FromSeconds(20));
        var kept = await CommittedAsync(Commit(lease) with { KeepFor = Lease });

        Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty(await LeaseAsync());
        Assert.Equal(lease.Token, (await CommittedAsync(Commit(kept))).Token);
    }

    /// <summary>A step that needs no provider is any node's.</summary>
    [Fact]
    public virtual async Task A_job_that_awaits_no_provider_is_leased_by_any_node()
    {
        await AcceptedAsync(NewJob(NewRecord(Alice, Now) with { Awaits = null }));

        Assert.Single(await LeaseAsync(100, "another"));
    }
}
