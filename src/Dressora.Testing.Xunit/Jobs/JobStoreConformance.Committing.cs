using Dressora.Providers;
using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Decisions are fenced, facts are not.</content>
public abstract partial class JobStoreConformance
{
    private static readonly ProviderTaskId Task1 = new("task-1");

    /// <summary>A decision with an old token is refused.</summary>
    [Fact]
    public virtual async Task A_stale_worker_decides_nothing()
    {
        var job = await AcceptedAsync();
        var stale = await LeasedAsync(job);
        Clock.Advance(Lease);
        await LeasedAsync(job);

        Assert.IsType<CommitAnswer.Stale>(await Store.CommitAsync(Commit(stale, stale.Job with { Status = JobStatus.Failed })));
        Assert.Equal(JobStatus.Queued, (await FindAsync(job)).Status);
    }

    /// <summary>A lease that was given back decides nothing more.</summary>
    [Fact]
    public virtual async Task A_lease_that_was_given_back_decides_nothing_more()
    {
        var lease = await LeasedAsync(await AcceptedAsync());
        await CommittedAsync(Commit(lease));

        Assert.IsType<CommitAnswer.Stale>(await Store.CommitAsync(Commit(lease)));
    }

    /// <summary>What arrives between lease and commit is not lost.</summary>
    [Fact]
    public virtual async Task Parking_never_overwrites_a_wake_up()
    {
        var job = await AcceptedAsync();
        var lease = await SubmittedAsync(await LeasedAsync(job));
        await Store.ReceiveAsync(MessageFor(job));

        await CommittedAsync(Commit(lease, lease.Job with { DueAt = Now.AddMinutes(1) }));

        Assert.Equal(1, (await LeasedAsync(job)).Job.Attempt!.Facts.Messages);
    }

    /// <summary>A decision that may stand only if nothing arrived does not.</summary>
    [Fact]
    public virtual async Task A_paid_call_is_not_begun_over_a_wish_that_came_in_between()
    {
        var job = await AcceptedAsync();
        var lease = await LeasedAsync(job);
        await Store.RequestCancelAsync(Alice, job.Id);

        var answer = await Store.CommitAsync(Commit(lease, lease.Job with { Status = JobStatus.Running }) with { OnlyIfUnchanged = true });

        Assert.NotNull(Assert.IsType<CommitAnswer.Outdated>(answer).Lease.Job.CancelRequestedAt);
        Assert.Equal(JobStatus.Queued, (await FindAsync(job)).Status);
    }

    /// <summary>Versions grow and times are the store's.</summary>
    [Fact]
    public virtual async Task Every_commit_is_a_new_version()
    {
        var job = await AcceptedAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await CommittedAsync(Commit(await LeasedAsync(job)));

        var found = await FindAsync(job);
        Assert.True(found.Version > job.Version);
        Assert.Equal((job.CreatedAt, Now), (found.CreatedAt, found.UpdatedAt));
    }

    /// <summary>An arrow that does not exist is a defect, and changes nothing.</summary>
    [Fact]
    public virtual async Task A_job_cannot_move_along_an_arrow_that_does_not_exist()
    {
        var job = await AcceptedAsync();
        var lease = await LeasedAsync(job);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Store.CommitAsync(Commit(lease, lease.Job with { Status = JobStatus.Succeeded })));

        Assert.Equal(JobStatus.Queued, (await FindAsync(job)).Status);
    }

    /// <summary>An ended job never moves again.</summary>
    [Fact]
    public virtual async Task An_ended_job_never_moves_again()
    {
        var job = await AcceptedAsync();
        var lease = await CommittedAsync(Commit(await LeasedAsync(job)) with
        {
            Job = job with { Status = JobStatus.Canceled, FinishedAt = Now },
            KeepFor = Lease,
        });

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Store.CommitAsync(Commit(lease, lease.Job with { Status = JobStatus.Running })));
    }

    /// <summary>The job and its credits change together.</summary>
    [Fact]
    public virtual async Task A_transition_and_its_credit_operation_commit_together()
    {
        await GrantAsync(6);
        var job = await AcceptedAsync(NewJob(price: 2));
        var lease = await LeasedAsync(job);

        await CommittedAsync(Commit(lease, lease.Job with { Status = JobStatus.Failed, FinishedAt = Now, DueAt = null }) with
        {
            Operation = new ReleaseCredits { Account = Alice, Hold = HoldId.For(job.Id), Reason = ReleaseReason.Failed },
        });

        Assert.Equal(JobStatus.Failed, (await FindAsync(job)).Status);
        Assert.Equal((6, 0), await BalanceAsync());
    }

    /// <summary>What the ledger refuses does not happen to the job either.</summary>
    [Fact]
    public virtual async Task A_refused_credit_operation_leaves_the_job_as_it_was()
    {
        await GrantAsync(6);
        var job = await AcceptedAsync(NewJob(price: 2));
        var lease = await LeasedAsync(job);

        var answer = await Store.CommitAsync(Commit(lease, lease.Job with { Status = JobStatus.Failed }) with
        {
            Operation = new SettleCredits { Account = Alice, Hold = HoldId.For(job.Id), Amount = new Credits(3) },
        });

        Assert.IsType<SettleResult.Refused>(Assert.IsType<CommitAnswer.Refused>(answer).Result);
        Assert.Equal(JobStatus.Queued, (await FindAsync(job)).Status);
        Assert.Equal((4, 2), await BalanceAsync());
    }

    /// <summary>The answer to a paid call is taken from a worker that lost its lease.</summary>
    [Fact]
    public virtual async Task A_fact_is_taken_from_a_stale_worker_and_survives_the_commits_of_others()
    {
        var job = await AcceptedAsync();
        await SubmittedAsync(await LeasedAsync(job));
        Clock.Advance(Lease);
        var other = await LeasedAsync(job);

        Assert.IsType<RecordAnswer.Recorded>(await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(Task1, null)));
        await CommittedAsync(Commit(other, other.Job with { DueAt = Now.AddMinutes(1) }));

        var found = await LeasedAsync(job);
        Assert.Equal((Task1, AttemptState.Accepted), (found.Job.Attempt!.Facts.Task!.Value, found.Job.Attempt.State));
    }

    /// <summary>Late facts are recorded and move nothing.</summary>
    [Fact]
    public virtual async Task A_fact_after_the_end_is_recorded_and_moves_nothing()
    {
        var job = await AcceptedAsync();
        var lease = await SubmittedAsync(await LeasedAsync(job));
        await CommittedAsync(Commit(lease, lease.Job with { Status = JobStatus.Failed, FinishedAt = Now, DueAt = null }));

        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(Task1, null));

        var found = await FindAsync(job);
        Assert.Equal((JobStatus.Failed, Task1), (found.Status, found.Attempt!.Facts.Task!.Value));
    }

    /// <summary>One task belongs to one attempt.</summary>
    [Fact]
    public virtual async Task A_task_is_bound_to_one_attempt()
    {
        var one = await AcceptedAsync();
        await SubmittedAsync(await LeasedAsync(one), "one");
        var two = await AcceptedAsync();
        await SubmittedAsync(await LeasedAsync(two), "two");
        await Store.RecordAsync(AttemptOf(one), new AttemptFact.Accepted(Task1, null));

        Assert.IsType<RecordAnswer.TaskTaken>(await Store.RecordAsync(AttemptOf(two), new AttemptFact.Accepted(Task1, null)));
        Assert.IsType<RecordAnswer.Recorded>(await Store.RecordAsync(AttemptOf(one), new AttemptFact.Accepted(Task1, null)));
        Assert.Null((await FindAsync(two)).Attempt!.Facts.Task);
    }

    /// <summary>A fact about nothing is not found.</summary>
    [Fact]
    public virtual async Task A_fact_about_an_unknown_attempt_is_not_found()
    {
        var job = await AcceptedAsync();

        Assert.IsType<RecordAnswer.NotFound>(await Store.RecordAsync(AttemptOf(job), new AttemptFact.Lost()));
        Assert.IsType<RecordAnswer.NotFound>(await Store.RecordAsync(new AttemptId(JobId.New(Now), 1), new AttemptFact.Lost()));
    }

    /// <summary>Only who holds the job may forget it.</summary>
    [Fact]
    public virtual async Task A_stale_worker_cannot_forget_a_job()
    {
        var job = await AcceptedAsync();
        var stale = await LeasedAsync(job);
        Clock.Advance(Lease);
        await LeasedAsync(job);

        Assert.IsType<CommitAnswer.Stale>(await Store.CommitAsync(Commit(stale) with { Forget = true }));

        Assert.NotNull(await Store.FindAsync(Alice, job.Id));
    }

    /// <summary>A token cancels a decision before the write.</summary>
    [Fact]
    public virtual async Task A_cancelled_commit_changes_nothing()
    {
        var job = await AcceptedAsync();
        var lease = await LeasedAsync(job);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CommitAsync(
            Commit(lease, lease.Job with { Status = JobStatus.Running }), new CancellationToken(canceled: true)));

        Assert.Equal(JobStatus.Queued, (await FindAsync(job)).Status);
        await CommittedAsync(Commit(lease));
    }
}
