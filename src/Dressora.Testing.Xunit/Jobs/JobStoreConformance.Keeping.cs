using System.Security.Cryptography;
using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Uploads, and the end of old rows.</content>
public abstract partial class JobStoreConformance
{
    private static readonly TimeSpan UploadLifetime = TimeSpan.FromHours(24);

    /// <summary>An upload is found by its account while it lives.</summary>
    [Fact]
    public virtual async Task An_upload_belongs_to_its_account_and_expires()
    {
        var upload = (await AddAsync())!;
        Assert.Equal(Now + UploadLifetime, upload.UsableUntil);
        Assert.Equal(upload, await Store.FindUploadAsync(Alice, upload.Id));
        Assert.Null(await Store.FindUploadAsync(Bob, upload.Id));

        Clock.Advance(UploadLifetime);

        Assert.Null(await Store.FindUploadAsync(Alice, upload.Id));
        Assert.Equal(upload.Id, Assert.Single(await Store.ListExpiredUploadsAsync(10)).Id);
    }

    /// <summary>Live uploads are limited per account.</summary>
    [Fact]
    public virtual async Task Live_uploads_are_limited_per_account()
    {
        await AddAsync(liveMax: 1);
        Assert.Null(await AddAsync(liveMax: 1));
        Assert.NotNull(await AddAsync(Bob, liveMax: 1));

        Clock.Advance(UploadLifetime);

        Assert.NotNull(await AddAsync(liveMax: 1));
    }

    /// <summary>A job keeps its inputs for as long as it may need them.</summary>
    [Fact]
    public virtual async Task An_upload_that_a_job_uses_is_kept_for_it()
    {
        var upload = (await AddAsync())!;
        Clock.Advance(TimeSpan.FromHours(23));
        var input = new InputRecord { Role = InputRole.Person, Upload = upload.Id, Key = upload.Key, Image = upload.Image };
        var job = await AcceptedAsync(NewJob(NewRecord(Alice, Now) with { Inputs = [input] }));

        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await Store.ListExpiredUploadsAsync(10));

        Clock.SetUtcNow(job.EndBy + StoredJob.InputsKeptAfterDeadline);
        Assert.Single(await Store.ListExpiredUploadsAsync(10));
    }

    /// <summary>A removed upload is gone, twice.</summary>
    [Fact]
    public virtual async Task A_removed_upload_is_gone()
    {
        var upload = (await AddAsync())!;
        await Store.RemoveUploadAsync(Alice, upload.Id);
        await Store.RemoveUploadAsync(Alice, upload.Id);

        Assert.Null(await Store.FindUploadAsync(Alice, upload.Id));
    }

    /// <summary>Old ended jobs go, with their keys; others stay.</summary>
    [Fact]
    public virtual async Task Old_ended_jobs_are_pruned_and_others_stay()
    {
        var ended = await LeasedAsync(await AcceptedAsync(NewJob(key: "k")));
        await CommittedAsync(Commit(ended, ended.Job with { Status = JobStatus.Failed, FinishedAt = Now, DueAt = null }));
        var running = await AcceptedAsync();
        Clock.Advance(TimeSpan.FromDays(90));

        Assert.Equal(1, await Store.PruneAsync(new PruneRequest(TimeSpan.FromDays(90), TimeSpan.FromDays(7))));

        Assert.Null(await Store.FindAsync(Alice, ended.Job.Id));
        Assert.NotNull(await Store.FindAsync(Alice, running.Id));
        await AcceptedAsync(NewJob(key: "k", fingerprint: "two"));
    }

    /// <summary>Old messages go.</summary>
    [Fact]
    public virtual async Task Old_messages_are_pruned()
    {
        var job = await ParkedAsync();
        await Store.ReceiveAsync(MessageFor(job));
        Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(1, await Store.PruneAsync(new PruneRequest(TimeSpan.FromDays(90), TimeSpan.FromDays(7))));
        Assert.Equal(0, await Store.PruneAsync(new PruneRequest(TimeSpan.FromDays(90), TimeSpan.FromDays(7))));
    }

    /// <summary>Naming somebody's upload gives no power over it.</summary>
    [Fact]
    public virtual async Task Another_accounts_job_does_not_keep_an_upload()
    {
        var upload = (await AddAsync())!;
        var input = new InputRecord { Role = InputRole.Person, Upload = upload.Id, Key = upload.Key, Image = upload.Image };
        Clock.Advance(TimeSpan.FromHours(23));
        await AcceptedAsync(NewJob(NewRecord(Bob, Now) with { Inputs = [input] }));

        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(upload.Id, Assert.Single(await Store.ListExpiredUploadsAsync(10)).Id);
    }

    /// <summary>Only its owner removes an upload.</summary>
    [Fact]
    public virtual async Task Another_account_cannot_remove_an_upload()
    {
        var upload = (await AddAsync())!;

        await Store.RemoveUploadAsync(Bob, upload.Id);

        Assert.NotNull(await Store.FindUploadAsync(Alice, upload.Id));
    }

    /// <summary>The longest expired go first, a few at a time.</summary>
    [Fact]
    public virtual async Task Expired_uploads_are_listed_oldest_first_and_up_to_the_limit()
    {
        var oldest = (await AddAsync())!;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await AddAsync();
        Clock.Advance(UploadLifetime);

        Assert.Equal(oldest.Id, Assert.Single(await Store.ListExpiredUploadsAsync(1)).Id);
        Assert.Equal(2, (await Store.ListExpiredUploadsAsync(10)).Count);
    }

    /// <summary>Pruning does a bounded piece of work, the oldest first.</summary>
    [Fact]
    public virtual async Task One_prune_removes_no_more_rows_than_its_limit_and_the_oldest_first()
    {
        var request = new PruneRequest(TimeSpan.FromDays(90), TimeSpan.FromDays(7), Limit: 1);
        var first = await AcceptedAsync();
        var second = await AcceptedAsync();
        await EndedAsync(second);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await EndedAsync(first);
        Clock.Advance(TimeSpan.FromDays(90));

        Assert.Equal(1, await Store.PruneAsync(request));

        Assert.Null(await Store.FindAsync(Alice, second.Id));
        Assert.NotNull(await Store.FindAsync(Alice, first.Id));
        Assert.Equal(1, await Store.PruneAsync(request));
        Assert.Equal(0, await Store.PruneAsync(request));
    }

    /// <summary>Messages are pruned a few at a time too.</summary>
    [Fact]
    public virtual async Task One_prune_removes_no_more_messages_than_its_limit()
    {
        var request = new PruneRequest(TimeSpan.FromDays(90), TimeSpan.FromDays(7), Limit: 2);
        var job = await ParkedAsync();
        for (var i = 0; i < 3; i++)
        {
            await Store.ReceiveAsync(MessageFor(job, $"body-{i}"));
        }

        Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(2, await Store.PruneAsync(request));
        Assert.Equal(1, await Store.PruneAsync(request));
    }

    /// <summary>With a job goes all that led to it.</summary>
    [Fact]
    public virtual async Task A_pruned_job_leaves_neither_token_nor_task_behind()
    {
        var job = await ParkedAsync();
        await Store.RecordAsync(AttemptOf(job), new AttemptFact.Accepted(Task1, null));
        await EndedAsync(job);
        Clock.Advance(TimeSpan.FromDays(90));
        await Store.PruneAsync(new PruneRequest(TimeSpan.FromDays(90), TimeSpan.FromDays(7)));

        Assert.Null(await Store.FindAttemptAsync(Provider, "hash"));
        Assert.Equal(ReceiptAnswer.NotFound, await Store.ReceiveAsync(MessageFor(job)));
        var another = await ParkedAsync();
        Assert.IsType<RecordAnswer.Recorded>(await Store.RecordAsync(AttemptOf(another), new AttemptFact.Accepted(Task1, null)));
    }

    private async Task EndedAsync(JobRecord job)
    {
        var lease = Assert.Single(await LeaseAsync(), lease => lease.Job.Id == job.Id);
        await CommittedAsync(Commit(lease, Ended(lease, JobStatus.Failed)));
        Clock.Advance(Lease);
    }

    private Task<UploadRecord?> AddAsync(AccountId? account = null, int liveMax = 10) => Store.AddUploadAsync(
        new UploadRecord
        {
            Id = UploadId.From(RandomNumberGenerator.GetBytes(16)),
            Account = account ?? Alice,
            Key = StorageKey.ForInput("aa"),
            Image = new ImageInfo("image/png", 2, 3, 100),
        },
        UploadLifetime,
        liveMax);
}
