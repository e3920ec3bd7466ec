using Dressora.Providers;
using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Decisions that follow from a fact, and are written with it.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>A fact and what follows from it are one commit.</summary>
    [Fact]
    public virtual async Task A_decision_that_follows_from_a_fact_is_written_with_it()
    {
        var lease = await SubmittedAsync(await LeasedAsync(await AcceptedAsync()));

        var answer = await Store.RecordAsync(AttemptOf(lease.Job), new AttemptFact.Accepted(Task1, null), ParkFor(lease));

        Assert.IsType<CommitAnswer.Committed>(Assert.IsType<RecordAnswer.Recorded>(answer).Decision);
        var job = await FindAsync(lease.Job);
        Assert.Equal((Task1, Now.AddHours(1)), (job.Attempt!.Facts.Task, job.DueAt));
        Assert.Empty(await LeaseAsync());
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(await LeaseAsync()); // The lease was given back.
    }

    /// <summary>What arrived meanwhile is looked at before anything is decided.</summary>
    [Fact]
    public virtual async Task A_decision_is_left_out_when_something_else_has_arrived_and_its_fact_is_not()
    {
        var lease = await SubmittedAsync(await LeasedAsync(await AcceptedAsync()));
        await Store.ReceiveAsync(MessageFor(lease.Job));

        var answer = await Store.RecordAsync(AttemptOf(lease.Job), new AttemptFact.Accepted(Task1, null), ParkFor(lease));

        var outdated = Assert.IsType<CommitAnswer.Outdated>(Assert.IsType<RecordAnswer.Recorded>(answer).Decision);
        Assert.Equal((Task1, 1), (outdated.Lease.Job.Attempt!.Facts.Task, outdated.Lease.Job.Attempt.Facts.Messages));
        Assert.Equal(Now, (await FindAsync(lease.Job)).DueAt);
        await CommittedAsync(Commit(outdated.Lease)); // Still this worker's to decide.
    }

    /// <summary>A worker that has lost its lease says what it knows, and decides nothing.</summary>
    [Fact]
    public virtual async Task A_stale_worker_s_fact_is_written_and_its_decision_is_not()
    {
        var lease = await SubmittedAsync(await LeasedAsync(await AcceptedAsync()));
        Clock.Advance(Lease);
        await LeasedAsync(lease.Job);

        var answer = await Store.RecordAsync(AttemptOf(lease.Job), new AttemptFact.Accepted(Task1, null), ParkFor(lease));

        Assert.IsType<CommitAnswer.Stale>(Assert.IsType<RecordAnswer.Recorded>(answer).Decision);
        var job = await FindAsync(lease.Job);
        Assert.Equal((Task1, Now), (job.Attempt!.Facts.Task, job.DueAt));
    }

    /// <summary>What would have followed from a fact that is none does not follow.</summary>
    [Fact]
    public virtual async Task A_decision_is_left_out_when_the_task_belongs_to_another_attempt()
    {
        var first = await SubmittedAsync(await LeasedAsync(await AcceptedAsync()), "one");
        await Store.RecordAsync(AttemptOf(first.Job), new AttemptFact.Accepted(Task1, null), ParkFor(first));
        var second = await SubmittedAsync(await LeasedAsync(await AcceptedAsync()), "two");

        var answer = await Store.RecordAsync(AttemptOf(second.Job), new AttemptFact.Accepted(Task1, null), ParkFor(second));

        Assert.IsType<RecordAnswer.TaskTaken>(answer);
        Assert.NotEqual(Now.AddHours(1), (await FindAsync(second.Job)).DueAt);
        await CommittedAsync(Commit(second)); // Nothing has happened.
    }

    /// <summary>Money moves with a commit, never with a fact.</summary>
    [Fact]
    public virtual async Task A_decision_with_a_credit_operation_does_not_go_with_a_fact()
    {
        var lease = await SubmittedAsync(await LeasedAsync(await AcceptedAsync()));
        var release = new ReleaseCredits { Account = Alice, Hold = HoldId.For(lease.Job.Id), Reason = ReleaseReason.Failed };

        await Assert.ThrowsAsync<ArgumentException>(() => Store.RecordAsync(
            AttemptOf(lease.Job), new AttemptFact.Accepted(Task1, null), ParkFor(lease) with { Operation = release }));

        Assert.Null((await FindAsync(lease.Job)).Attempt!.Facts.Task);
    }

    private JobCommit ParkFor(JobLease lease) => Commit(lease, lease.Job with { DueAt = Now.AddHours(1) });
}
