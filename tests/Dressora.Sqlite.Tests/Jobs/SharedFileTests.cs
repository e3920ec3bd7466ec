using Dressora.Providers;
using Dressora.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Sqlite.Tests.Jobs;

/// <summary>Two stores on one file, as two processes on one machine have them.</summary>
public sealed class SharedFileTests : IAsyncLifetime
{
    private static readonly AccountId Alice = new("alice");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string _file = TempFile.ConnectionString();
    private SqliteJobStore[] _stores = [];

    public async ValueTask InitializeAsync() =>
        _stores = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(Open)));

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Jobs_accepted_on_both_sides_at_once_never_run_on_credits_for_fewer()
    {
        await GrantAsync(6);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => _stores[i % 2].AcceptAsync(NewJob()))));

        Assert.Equal(3, answers.OfType<AcceptAnswer.Accepted>().Count());
        Assert.Equal(17, answers.OfType<AcceptAnswer.InsufficientCredits>().Count());
        var balance = await _stores[0].Ledger.GetBalanceAsync(Alice, TestContext.Current.CancellationToken);
        Assert.Equal((Credits.Zero, new Credits(6)), (balance.Available, balance.Held));
    }

    [Fact]
    public async Task One_key_on_both_sides_at_once_makes_one_job()
    {
        await GrantAsync(60);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => _stores[i % 2].AcceptAsync(NewJob("k")))));

        Assert.Single(answers.OfType<AcceptAnswer.Accepted>());
        Assert.Equal(19, answers.OfType<AcceptAnswer.Replayed>().Count());
    }

    [Fact]
    public async Task A_job_is_leased_on_one_side_only_and_a_takeover_is_seen_on_the_other()
    {
        await GrantAsync(6);
        await _stores[0].AcceptAsync(NewJob(), TestContext.Current.CancellationToken);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => LeaseAsync(_stores[i % 2]))));
        var lease = Assert.Single(answers.SelectMany(leases => leases));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await LeaseAsync(_stores[1]));

        var stale = new JobCommit { Job = lease.Job, Token = lease.Token, Signals = lease.Signals };
        Assert.IsType<CommitAnswer.Stale>(await _stores[0].CommitAsync(stale, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_opened_again_has_its_jobs_keys_and_leases()
    {
        await GrantAsync(6);
        await _stores[0].AcceptAsync(NewJob("k"), TestContext.Current.CancellationToken);
        var lease = Assert.Single(await LeaseAsync(_stores[0]));
        await DisposeAsync();

        await using var again = Open();

        var found = (await again.FindByKeyAsync(Alice, new IdempotencyKey("k"), TestContext.Current.CancellationToken))!.Job;
        Assert.Equal((lease.Job.Id, lease.Job.Prompt, lease.Job.EndBy), (found.Id, found.Prompt, found.EndBy));
        Assert.Empty(await LeaseAsync(again));
        Assert.True(await again.RenewAsync(found.Id, lease.Token, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private SqliteJobStore Open() => new(new SqliteDatabase(_file), _clock, new CreditOptions());

    private Task GrantAsync(long amount) => _stores[0].Ledger.GrantAsync(
        new GrantCredits { Account = Alice, Grant = new GrantId("g"), Amount = new Credits(amount) });

    private static async Task<IReadOnlyList<JobLease>> LeaseAsync(SqliteJobStore store) =>
        (await store.LeaseAsync(new LeaseRequest(["fake"], 100, TimeSpan.FromSeconds(30)))).Leases;

    private NewJob NewJob(string? key = null)
    {
        var id = JobId.New(_clock.GetUtcNow());
        var lifetime = TimeSpan.FromHours(31);
        return new NewJob
        {
            Job = new JobRecord
            {
                Id = id,
                Account = Alice,
                Prompt = "a red coat",
                Count = 1,
                Candidates = [new CandidateRecord("fake", "model", InputTransport.None)],
                PricePerOutput = new Credits(2),
                Frozen = new Credits(2),
                HoldLifetime = lifetime,
                Awaits = "fake",
            },
            EndAfter = TimeSpan.FromMinutes(15),
            Key = key is null ? null : new IdempotencyKey(key),
            Fingerprint = "one",
            ActiveJobsMax = 100,
            Freeze = new FreezeCredits { Account = Alice, Hold = HoldId.For(id), Amount = new Credits(2), Lifetime = lifetime },
        };
    }
}
