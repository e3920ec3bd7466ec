using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Places at providers: how many tasks may be begun, and be under way.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>A closed provider keeps back what would begin a task, and nothing else.</summary>
    [Fact]
    public virtual async Task A_provider_that_takes_nothing_on_keeps_its_new_jobs_back_and_lets_the_others_pass()
    {
        await WaitingAsync();
        var fetching = await AcceptedAsync(NewJob(NewRecord(Alice, Now)));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var elsewhere = await WaitingAsync("another");

        var answer = await LeaseLimitedAsync(new TaskLimit(0));

        Assert.Equal([fetching.Id, elsewhere.Id], answer.Leases.Select(lease => lease.Job.Id));
    }

    /// <summary>One lease begins no more than it was told to.</summary>
    [Fact]
    public virtual async Task A_lease_begins_as_many_tasks_as_it_may_the_longest_due_first()
    {
        var jobs = new List<JobRecord>();
        for (var i = 0; i < 4; i++)
        {
            jobs.Add(await WaitingAsync());
        }

        var first = await LeaseLimitedAsync(new TaskLimit(2));
        var second = await LeaseLimitedAsync(new TaskLimit(1));

        Assert.Equal([jobs[0].Id, jobs[1].Id], first.Leases.Select(lease => lease.Job.Id));
        Assert.Equal([jobs[2].Id], second.Leases.Select(lease => lease.Job.Id));
    }

    /// <summary>
    /// What is under way counts, whoever began it, from the lease to the task's end.
    /// </summary>
    [Fact]
    public virtual async Task No_more_tasks_are_under_way_than_a_provider_may_have()
    {
        await WaitingAsync();
        await WaitingAsync();
        var limit = new TaskLimit(100, Tasks: 1);

        var lease = Assert.Single((await LeaseLimitedAsync(limit)).Leases);
        Assert.Empty((await LeaseLimitedAsync(limit)).Leases);

        lease = await SubmittedAsync(lease);
        Assert.Empty((await LeaseLimitedAsync(limit)).Leases);

        await Store.RecordAsync(AttemptOf(lease.Job), new AttemptFact.Accepted(new("task-1"), null));
        await CommittedAsync(Commit(lease, lease.Job with { AwaitsCreate = false, DueAt = Now.AddHours(1) }));
        Assert.Equal([lease.Job.Id], (await LeaseLimitedAsync(limit)).Leases.Select(found => found.Job.Id)); // Woken by the fact; it has its place.
        Assert.Empty((await LeaseLimitedAsync(limit)).Leases);
    }

    /// <summary>The place of a task that has ended is free again.</summary>
    [Fact]
    public virtual async Task The_place_of_an_ended_job_is_free_again()
    {
        await WaitingAsync();
        var second = await WaitingAsync();
        var limit = new TaskLimit(100, Tasks: 1);
        var lease = await SubmittedAsync(Assert.Single((await LeaseLimitedAsync(limit)).Leases));

        await CommittedAsync(Commit(lease, lease.Job with { Status = JobStatus.Failed, FinishedAt = Now, DueAt = null }));

        Assert.Equal(second.Id, Assert.Single((await LeaseLimitedAsync(limit)).Leases).Job.Id);
    }

    /// <summary>
    /// A node that died on the way to its create does not keep a place for ever.
    /// </summary>
    [Fact]
    public virtual async Task The_place_of_a_lease_that_ran_out_is_free_again()
    {
        await WaitingAsync();
        var second = await WaitingAsync();
        var limit = new TaskLimit(100, Tasks: 1);
        Assert.Single((await LeaseLimitedAsync(limit)).Leases);

        Clock.Advance(Lease);

        Assert.Equal(second.Id, Assert.Single((await LeaseLimitedAsync(limit)).Leases).Job.Id); // Due longer than the first one's lease.
    }

    /// <summary>A node that stood still may not begin a create when it wakes: its place may be taken.</summary>
    [Fact]
    public virtual async Task No_task_is_begun_under_a_lease_that_ran_out()
    {
        await WaitingAsync();
        var lease = Assert.Single((await LeaseLimitedAsync(new TaskLimit(100))).Leases);
        Clock.Advance(Lease);

        var attempt = new AttemptRecord { Ordinal = 1, Candidate = lease.Job.Candidates[0], Submission = 1, SubmittedAt = Now, TokenHash = "hash" };
        var late = await Store.CommitAsync(Commit(lease, lease.Job with { Status = JobStatus.Running, Attempts = [attempt] }) with { KeepFor = Lease });

        Assert.IsType<CommitAnswer.Stale>(late);
        Assert.Empty((await FindAsync(lease.Job)).Attempts);
    }

    /// <summary>A create that was throttled or not sent takes no place while it waits.</summary>
    [Fact]
    public virtual async Task A_create_that_was_not_sent_gives_its_place_back()
    {
        await WaitingAsync();
        var second = await WaitingAsync();
        var limit = new TaskLimit(100, Tasks: 1);
        var lease = await SubmittedAsync(Assert.Single((await LeaseLimitedAsync(limit)).Leases));
        await Store.RecordAsync(AttemptOf(lease.Job), new AttemptFact.NotSent(1));
        await CommittedAsync(Commit(lease, (await FindAsync(lease.Job)) with { DueAt = Now.AddMinutes(1) }) with { Signals = lease.Signals + 1 });

        Assert.Equal(second.Id, Assert.Single((await LeaseLimitedAsync(limit)).Leases).Job.Id);
    }

    /// <summary>Who cancels a job that waits for a place does not wait for it.</summary>
    [Fact]
    public virtual async Task A_job_that_is_to_be_canceled_needs_no_place()
    {
        var job = await WaitingAsync();
        await Store.RequestCancelAsync(Alice, job.Id);

        Assert.Single((await LeaseLimitedAsync(new TaskLimit(0))).Leases);
    }

    /// <summary>A job that waits for a place still ends on time, and the store says when that is.</summary>
    [Fact]
    public virtual async Task A_job_that_finds_no_place_is_leased_at_its_deadline()
    {
        var job = await WaitingAsync();
        Assert.Equal(job.EndBy, (await LeaseLimitedAsync(new TaskLimit(0))).NextDueAt);

        Clock.Advance(job.EndBy - Now);

        Assert.Single((await LeaseLimitedAsync(new TaskLimit(0))).Leases);
    }

    /// <summary>Many at once, one place.</summary>
    [Fact]
    public virtual async Task Many_workers_at_once_take_one_place_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await WaitingAsync();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => LeaseLimitedAsync(new TaskLimit(100, Tasks: 1)))));

        Assert.Single(answers.SelectMany(answer => answer.Leases));
    }

    /// <summary>Jobs that wait for a place do not fill up what a node may lease.</summary>
    [Fact]
    public virtual async Task Jobs_that_are_kept_back_do_not_stand_in_the_way_of_others()
    {
        for (var i = 0; i < 5; i++)
        {
            await WaitingAsync();
        }

        var other = await WaitingAsync("another");

        var answer = await LeaseLimitedAsync(new TaskLimit(0), leases: 1);

        Assert.Equal(other.Id, Assert.Single(answer.Leases).Job.Id);
    }

    private async Task<JobRecord> WaitingAsync(string provider = Provider)
    {
        var job = await AcceptedAsync(NewJob(NewRecord(Alice, Now) with { Awaits = provider, AwaitsCreate = true }));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        return job;
    }

    private Task<LeaseAnswer> LeaseLimitedAsync(TaskLimit limit, int leases = 100) => Store.LeaseAsync(
        new LeaseRequest([Provider, "another"], leases, Lease) { TaskLimits = new Dictionary<string, TaskLimit> { [Provider] = limit } });
}
