using Dressora.Providers;
using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>What becomes known about attempts, whoever learns it and whenever.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>A fact wakes a parked job.</summary>
    [Fact]
    public virtual async Task A_fact_makes_its_job_due_now()
    {
        var job = await ParkedAsync();
        Assert.Empty(await LeaseAsync());

        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(Task1, null));

        await LeasedAsync(job);
    }

    /// <summary>Whoever records sees whether it still holds the job.</summary>
    [Fact]
    public virtual async Task Whoever_records_a_fact_is_told_the_token_of_the_newest_lease()
    {
        var job = await AcceptedAsync();
        var stale = await SubmittedAsync(await LeasedAsync(job));
        Clock.Advance(Lease);
        var newest = await LeasedAsync(job);

        var answer = await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(Task1, null));

        var told = Assert.IsType<RecordAnswer.Recorded>(answer).Lease;
        Assert.Equal(newest.Token, told.Token);
        Assert.NotEqual(stale.Token, told.Token);
    }

    /// <summary>The first task of an attempt is its task.</summary>
    [Fact]
    public virtual async Task The_first_task_of_an_attempt_stays_its_task()
    {
        var job = await ParkedAsync();
        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(Task1, null));

        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(new ProviderTaskId("task-2"), null));

        Assert.Equal(Task1, (await FindAsync(job)).Attempt!.Facts.Task);
    }

    /// <summary>Ids are the provider's own: two providers may use the same.</summary>
    [Fact]
    public virtual async Task The_same_task_id_at_another_provider_is_another_task()
    {
        var one = await ParkedAsync();
        var record = NewRecord(Alice, Now) with { Candidates = [new CandidateRecord("another", "model", InputTransport.None)] };
        var two = await AcceptedAsync(NewJob(record));
        await SubmittedAsync(await LeasedAsync(two), "two");
        await Store.RecordAsync(AttemptOf(one), new AttemptFact.Accepted(Task1, null));

        Assert.IsType<RecordAnswer.Recorded>(await Store.RecordAsync(AttemptOf(two), new AttemptFact.Accepted(Task1, null)));
    }

    /// <summary>An ended task keeps its end.</summary>
    [Fact]
    public virtual async Task A_late_reading_does_not_undo_the_end_of_a_task()
    {
        var job = await ParkedAsync();
        await Store.RecordAsync(AttemptOf(job), Seen(ProviderTaskStatus.Succeeded));
        Clock.Advance(TimeSpan.FromSeconds(1));

        await Store.RecordAsync(AttemptOf(job), Seen(ProviderTaskStatus.Running));

        Assert.Equal(AttemptState.Succeeded, (await FindAsync(job)).Attempt!.State);
    }

    /// <summary>A worker that was slow may record a reading after the job was erased.</summary>
    [Fact]
    public virtual async Task A_fact_that_comes_after_erasing_brings_no_address_back()
    {
        var job = await ParkedAsync();
        await Store.RequestEraseAsync(Alice, job.Id);
        var lease = await LeasedAsync(job);
        await CommittedAsync(Commit(lease, lease.Job with { ErasedAt = Now, Prompt = null }));

        await Store.RecordAsync(AttemptOf(job), Seen(ProviderTaskStatus.Succeeded, "https://files.example.com/0.png"));

        var seen = (await FindAsync(job)).Attempt!.Facts.Seen!;
        Assert.Equal(ProviderTaskStatus.Succeeded, seen.Status);
        Assert.Empty(seen.Outputs);
    }

    /// <summary>Forged callbacks cannot grow a job without end.</summary>
    [Fact]
    public virtual async Task Callbacks_suggest_a_limited_number_of_tasks()
    {
        var job = await ParkedAsync();
        for (var i = 0; i <= AttemptFacts.CandidatesMax; i++)
        {
            await Store.ReceiveAsync(MessageFor(job, $"body-{i}", new ProviderTaskId($"task-{i}")));
        }

        var candidates = (await FindAsync(job)).Attempt!.Facts.Candidates;
        Assert.Equal(AttemptFacts.CandidatesMax, candidates.Count);
        Assert.DoesNotContain(new ProviderTaskId($"task-{AttemptFacts.CandidatesMax}"), candidates);
    }

    private static AttemptFact.Observed Seen(ProviderTaskStatus status, params string[] outputs) =>
        new(new ProviderTask { Status = status, Outputs = [.. outputs.Select(url => new Uri(url))] });
}
