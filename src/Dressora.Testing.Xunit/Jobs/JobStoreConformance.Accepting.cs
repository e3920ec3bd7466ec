using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Accepting, finding and listing.</content>
public abstract partial class JobStoreConformance
{
    /// <summary>The store stamps times, version and deadline.</summary>
    [Fact]
    public virtual async Task An_accepted_job_has_the_stores_times_and_is_due_at_once()
    {
        var job = await AcceptedAsync();

        Assert.Equal((Now, Now, Now), (job.CreatedAt, job.UpdatedAt, job.DueAt));
        Assert.Equal(Now + TimeSpan.FromMinutes(15), job.EndBy);
        Assert.Equal(1, job.Version);
        Assert.Equal(job.Prompt, (await FindAsync(job)).Prompt);
    }

    /// <summary>The same key and fingerprint give the same job.</summary>
    [Fact]
    public virtual async Task A_key_that_comes_again_gives_the_same_job()
    {
        var job = await AcceptedAsync(NewJob(key: "k"));

        Assert.Equal(job.Id, Assert.IsType<AcceptAnswer.Replayed>(await Store.AcceptAsync(NewJob(key: "k"))).Job.Id);
        Assert.Equal(job.Id, (await Store.FindByKeyAsync(Alice, new IdempotencyKey("k")))!.Job.Id);
    }

    /// <summary>The same key with another fingerprint is a conflict.</summary>
    [Fact]
    public virtual async Task A_key_with_another_request_is_a_conflict()
    {
        await AcceptedAsync(NewJob(key: "k"));

        Assert.IsType<AcceptAnswer.KeyConflict>(await Store.AcceptAsync(NewJob(key: "k", fingerprint: "two")));
    }

    /// <summary>Keys belong to accounts.</summary>
    [Fact]
    public virtual async Task Another_accounts_key_is_another_key()
    {
        await AcceptedAsync(NewJob(key: "k"));

        await AcceptedAsync(NewJob(NewRecord(Bob, Now), key: "k", fingerprint: "two"));
        Assert.Null(await Store.FindByKeyAsync(Bob, new IdempotencyKey("other")));
    }

    /// <summary>A refusal leaves the key free.</summary>
    [Fact]
    public virtual async Task Only_an_accepted_job_consumes_its_key()
    {
        await GrantAsync(1);
        Assert.IsType<AcceptAnswer.InsufficientCredits>(await Store.AcceptAsync(NewJob(key: "k", price: 2)));
        await GrantAsync(5);

        await AcceptedAsync(NewJob(key: "k", price: 2));
    }

    /// <summary>Twenty at once under one key make one job.</summary>
    [Fact]
    public virtual async Task One_key_from_many_at_once_makes_one_job()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.AcceptAsync(NewJob(key: "k")))));

        Assert.Single(answers.OfType<AcceptAnswer.Accepted>());
        Assert.Equal(19, answers.OfType<AcceptAnswer.Replayed>().Count());
        Assert.Single(await Store.ListAsync(Alice, null, 100));
    }

    /// <summary>A refused freeze writes nothing.</summary>
    [Fact]
    public virtual async Task A_job_that_cannot_be_paid_for_is_not_written()
    {
        await GrantAsync(1);

        var refused = Assert.IsType<AcceptAnswer.InsufficientCredits>(await Store.AcceptAsync(NewJob(price: 2)));

        Assert.Equal((new Credits(2), new Credits(1)), (refused.Needed, refused.Available));
        Assert.Empty(await Store.ListAsync(Alice, null, 100));
        Assert.Equal((1, 0), await BalanceAsync());
    }

    /// <summary>Twenty jobs at once on credits for three.</summary>
    [Fact]
    public virtual async Task Many_jobs_at_once_never_run_on_credits_for_fewer()
    {
        await GrantAsync(6);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.AcceptAsync(NewJob(price: 2)))));

        Assert.Equal(3, answers.OfType<AcceptAnswer.Accepted>().Count());
        Assert.Equal(17, answers.OfType<AcceptAnswer.InsufficientCredits>().Count());
        Assert.Equal((0, 6), await BalanceAsync());
    }

    /// <summary>Unfinished jobs are limited, ended ones do not count.</summary>
    [Fact]
    public virtual async Task Unfinished_jobs_are_limited_per_account()
    {
        var job = await AcceptedAsync(NewJob(activeMax: 1));
        Assert.IsType<AcceptAnswer.TooManyActive>(await Store.AcceptAsync(NewJob(activeMax: 1)));
        await AcceptedAsync(NewJob(NewRecord(Bob, Now), activeMax: 1));

        var lease = await LeasedAsync(job);
        await CommittedAsync(Commit(lease, lease.Job with { Status = JobStatus.Canceled, FinishedAt = Now, DueAt = null }));

        await AcceptedAsync(NewJob(activeMax: 1));
    }

    /// <summary>An acceptor that asks a foreign ledger holds the new job meanwhile.</summary>
    [Fact]
    public virtual async Task An_acceptor_may_lease_the_new_job_and_forget_it_again()
    {
        var accepted = NewJob(key: "k") with { LeaseFor = Lease, Freeze = null };
        var lease = Assert.IsType<AcceptAnswer.Accepted>(await Store.AcceptAsync(accepted)).Lease!;
        Assert.Empty(await LeaseAsync());

        await CommittedAsync(Commit(lease) with { Forget = true });

        Assert.Null(await Store.FindAsync(Alice, lease.Job.Id));
        await AcceptedAsync(NewJob(key: "k", fingerprint: "two"));
    }

    /// <summary>An account sees its own jobs only.</summary>
    [Fact]
    public virtual async Task Another_accounts_job_is_not_found()
    {
        var job = await AcceptedAsync();

        Assert.Null(await Store.FindAsync(Bob, job.Id));
        Assert.Null(await Store.RequestCancelAsync(Bob, job.Id));
        Assert.Null(await Store.RequestEraseAsync(Bob, job.Id));
        Assert.Empty(await Store.ListAsync(Bob, null, 10));
    }

    /// <summary>Newest first, in pages that neither repeat nor skip.</summary>
    [Fact]
    public virtual async Task Jobs_are_listed_newest_first_in_pages()
    {
        var ids = new List<JobId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await AcceptedAsync()).Id);
            Clock.Advance(TimeSpan.FromMilliseconds(5));
        }

        var first = await Store.ListAsync(Alice, null, 2);
        var second = await Store.ListAsync(Alice, first[^1].Id, 10);

        Assert.Equal(ids, first.Concat(second).Select(job => job.Id));
    }

    /// <summary>A token cancels before the write.</summary>
    [Fact]
    public virtual async Task A_cancelled_accept_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AcceptAsync(NewJob(), new CancellationToken(canceled: true)));

        Assert.Empty(await Store.ListAsync(Alice, null, 10));
    }

    /// <summary>A page continues below a job that has gone meanwhile.</summary>
    [Fact]
    public virtual async Task A_page_continues_below_a_job_that_is_gone()
    {
        var older = await AcceptedAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(5));
        var gone = JobId.New(Now);
        Clock.Advance(TimeSpan.FromMilliseconds(5));
        await AcceptedAsync();

        Assert.Equal([older.Id], (await Store.ListAsync(Alice, gone, 10)).Select(job => job.Id));
    }

    /// <summary>The job behind a key is shown as it is now, with what the client sent.</summary>
    [Fact]
    public virtual async Task A_key_finds_its_job_as_it_is_now()
    {
        var job = await AcceptedAsync(NewJob(key: "k"));
        await SubmittedAsync(await LeasedAsync(job));

        var found = (await Store.FindByKeyAsync(Alice, new IdempotencyKey("k")))!;

        Assert.Equal((job.Id, JobStatus.Running, "one"), (found.Job.Id, found.Job.Status, found.Fingerprint));
        Assert.Null(await Store.FindByKeyAsync(Bob, new IdempotencyKey("k")));
    }

    /// <summary>
    /// At the limit of active jobs a key that was here before still finds its job.
    /// </summary>
    [Fact]
    public virtual async Task A_key_is_looked_at_before_the_limits()
    {
        await GrantAsync(2);
        var first = NewJob(key: "k", price: 2, activeMax: 1);
        await AcceptedAsync(first);

        Assert.IsType<AcceptAnswer.Replayed>(await Store.AcceptAsync(NewJob(key: "k", price: 2, activeMax: 1)));
        Assert.IsType<AcceptAnswer.TooManyActive>(await Store.AcceptAsync(NewJob(price: 2, activeMax: 1)));
    }
}
