using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Callbacks, wishes and erasing.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>A token leads to its attempt, at its provider only.</summary>
    [Fact]
    public virtual async Task A_callback_token_leads_to_its_attempt_at_its_provider_only()
    {
        var job = await AcceptedAsync();
        await SubmittedAsync(await LeasedAsync(job), "secret");

        Assert.Equal(AttemptOf(job), await Store.FindAttemptAsync(Provider, "secret"));
        Assert.Null(await Store.FindAttemptAsync("another", "secret"));
        Assert.Null(await Store.FindAttemptAsync(Provider, "forged"));
    }

    /// <summary>A create that was throttled had a token too.</summary>
    [Fact]
    public virtual async Task The_token_of_an_earlier_create_still_leads_to_the_attempt()
    {
        var job = await AcceptedAsync();
        await SubmittedAsync(await SubmittedAsync(await LeasedAsync(job), "first"), "second");

        Assert.Equal(AttemptOf(job), await Store.FindAttemptAsync(Provider, "first"));
        Assert.Equal(AttemptOf(job), await Store.FindAttemptAsync(Provider, "second"));
    }

    /// <summary>A callback makes its job due.</summary>
    [Fact]
    public virtual async Task A_callback_makes_its_job_due_now()
    {
        var job = await ParkedAsync();
        Assert.Empty(await LeaseAsync());

        Assert.Equal(ReceiptAnswer.Stored, await Store.ReceiveAsync(MessageFor(job, task: Task1)));

        Assert.Equal([Task1], (await LeasedAsync(job)).Job.Attempt!.Facts.Candidates);
    }

    /// <summary>The same body is one message.</summary>
    [Fact]
    public virtual async Task A_duplicate_callback_changes_nothing()
    {
        var job = await ParkedAsync();
        await Store.ReceiveAsync(MessageFor(job));
        var version = (await FindAsync(job)).Version;

        Assert.Equal(ReceiptAnswer.Duplicate, await Store.ReceiveAsync(MessageFor(job)));

        Assert.Equal(version, (await FindAsync(job)).Version);
    }

    /// <summary>A flood is cut off.</summary>
    [Fact]
    public virtual async Task No_more_than_a_hundred_callbacks_are_kept_for_an_attempt()
    {
        var job = await ParkedAsync();
        for (var i = 0; i < CallbackMessage.PerAttemptMax; i++)
        {
            Assert.Equal(ReceiptAnswer.Stored, await Store.ReceiveAsync(MessageFor(job, $"body-{i}")));
        }

        Assert.Equal(ReceiptAnswer.Full, await Store.ReceiveAsync(MessageFor(job, "one more")));
        Assert.Equal(CallbackMessage.PerAttemptMax, (await FindAsync(job)).Attempt!.Facts.Messages);
    }

    /// <summary>A callback may come before the answer to its create, or after the end.</summary>
    [Fact]
    public virtual async Task A_callback_is_taken_in_every_state()
    {
        var job = await AcceptedAsync();
        var lease = await SubmittedAsync(await LeasedAsync(job));
        Assert.Equal(ReceiptAnswer.Stored, await Store.ReceiveAsync(MessageFor(job, "early")));
        await CommittedAsync(Commit(lease, lease.Job with { Status = JobStatus.Failed, FinishedAt = Now, DueAt = null }));

        Assert.Equal(ReceiptAnswer.Stored, await Store.ReceiveAsync(MessageFor(job, "late")));

        Assert.Equal(JobStatus.Failed, (await FindAsync(job)).Status);
        Assert.Equal(ReceiptAnswer.NotFound, await Store.ReceiveAsync(MessageFor(NewRecord(Alice, Now))));
    }

    /// <summary>A wish is noted once and makes the job due.</summary>
    [Fact]
    public virtual async Task A_wish_to_cancel_is_noted_and_makes_the_job_due()
    {
        var job = await ParkedAsync();

        Assert.Equal(Now, (await Store.RequestCancelAsync(Alice, job.Id))!.CancelRequestedAt);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(job.CreatedAt, (await Store.RequestCancelAsync(Alice, job.Id))!.CancelRequestedAt);

        await LeasedAsync(job);
    }

    /// <summary>An ended job is not canceled any more.</summary>
    [Fact]
    public virtual async Task A_wish_to_cancel_an_ended_job_changes_nothing()
    {
        var lease = await LeasedAsync(await AcceptedAsync());
        await CommittedAsync(Commit(lease, lease.Job with { Status = JobStatus.Failed, FinishedAt = Now, DueAt = null }));

        Assert.Null((await Store.RequestCancelAsync(Alice, lease.Job.Id))!.CancelRequestedAt);
        Assert.Empty(await LeaseAsync());
    }

    /// <summary>Erasing cancels first, and works on an ended job.</summary>
    [Fact]
    public virtual async Task A_wish_to_erase_cancels_and_makes_the_job_due()
    {
        var job = await ParkedAsync();

        var asked = (await Store.RequestEraseAsync(Alice, job.Id))!;

        Assert.Equal((Now, Now), (asked.EraseRequestedAt, asked.CancelRequestedAt));
        await LeasedAsync(job);
    }

    /// <summary>An erased job keeps no address of what was made.</summary>
    [Fact]
    public virtual async Task An_erased_job_forgets_its_messages_and_addresses()
    {
        var job = await ParkedAsync();
        await Store.ReceiveAsync(MessageFor(job));
        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Observed(new()
        {
            Status = Providers.ProviderTaskStatus.Succeeded,
            Outputs = [new Uri("https://files.example.com/0.png")],
        }));
        var lease = await LeasedAsync(job);

        await CommittedAsync(Commit(lease, lease.Job with { ErasedAt = Now, Prompt = null }));

        var erased = await FindAsync(job);
        Assert.Null(erased.Prompt);
        Assert.Empty(erased.Attempt!.Facts.Seen!.Outputs);
        Assert.Equal(ReceiptAnswer.Stored, await Store.ReceiveAsync(MessageFor(job)));
    }

    private async Task<JobRecord> ParkedAsync()
    {
        var lease = await SubmittedAsync(await LeasedAsync(await AcceptedAsync()));
        return (await CommittedAsync(Commit(lease, lease.Job with { DueAt = Now.AddMinutes(1) }))).Job;
    }
}
