using System.Collections.Concurrent;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.PostgreSql.Tests.Jobs;

/// <summary>Several nodes, each with a store of its own, on one schema.</summary>
public sealed class JobNodesTests(PostgreSqlServer server) : IAsyncLifetime
{
    private readonly string _schema = PostgreSqlServer.NewSchema();
    private List<PostgreSqlJobStore> _nodes = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _nodes = [.. Enumerable.Range(0, 3).Select(_ => server.OpenStore(schema: _schema))];
        await _nodes[0].ListAsync(Some.Alice, null, 1, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nodes_share_the_due_jobs_and_none_is_leased_twice()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => _nodes[i % 3].AcceptAsync(SomeJob.New($"account-{i % 7}"), Cancellation)));

        var leased = await Task.WhenAll(_nodes.Select(LeaseAllAsync));

        Assert.Equal(300, leased.SelectMany(jobs => jobs).Distinct().Count());
        Assert.Equal(300, leased.Sum(jobs => jobs.Count));
    }

    [Fact]
    public async Task Of_nodes_that_decide_at_once_one_is_heard()
    {
        await _nodes[0].AcceptAsync(SomeJob.New(), Cancellation);
        var lease = Assert.Single((await LeaseAsync(_nodes[0])).Leases);

        var answers = await Task.WhenAll(_nodes.SelectMany(node => Enumerable.Range(0, 4).Select(
            _ => node.CommitAsync(new JobCommit { Job = lease.Job with { DueAt = lease.Now.AddHours(1) }, Token = lease.Token, Signals = lease.Signals }, Cancellation))));

        Assert.Single(answers, answer => answer is CommitAnswer.Committed);
    }

    [Fact]
    public async Task One_key_that_every_node_gets_at_once_is_one_job()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(
            i => _nodes[i % 3].AcceptAsync(SomeJob.New() with { Key = new IdempotencyKey("same") }, Cancellation)));

        Assert.Single(answers, answer => answer is AcceptAnswer.Accepted);
        Assert.Equal(29, answers.Count(answer => answer is AcceptAnswer.Replayed));
        Assert.Single(await _nodes[0].ListAsync(Some.Alice, null, 100, Cancellation));
    }

    [Fact]
    public async Task The_limit_of_active_jobs_is_one_for_all_nodes()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(
            i => _nodes[i % 3].AcceptAsync(SomeJob.New() with { ActiveJobsMax = 10 }, Cancellation)));

        Assert.Equal(10, answers.Count(answer => answer is AcceptAnswer.Accepted));
        Assert.Equal(50, answers.Count(answer => answer is AcceptAnswer.TooManyActive));
    }

    [Fact]
    public async Task Jobs_never_run_on_credits_that_another_node_has_frozen()
    {
        await _nodes[0].Ledger.GrantAsync(Some.Grant("g", 10), Cancellation);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => _nodes[i % 3].AcceptAsync(SomeJob.New(price: 1), Cancellation)));

        Assert.Equal(10, answers.Count(answer => answer is AcceptAnswer.Accepted));
        Assert.Equal(20, answers.Count(answer => answer is AcceptAnswer.InsufficientCredits));
    }

    [Fact]
    public async Task A_task_that_two_nodes_hear_of_at_once_is_bound_to_one_attempt()
    {
        for (var i = 0; i < 10; i++)
        {
            var task = new ProviderTaskId($"task-{i}");
            var jobs = await Task.WhenAll(_nodes.Select(SubmitAsync));

            var answers = await Task.WhenAll(_nodes.Select(
                (node, n) => node.RecordAsync(new AttemptId(jobs[n].Id, 1), new AttemptFact.Accepted(task, null), cancellationToken: Cancellation)));

            Assert.Single(answers, answer => answer is RecordAnswer.Recorded);
            Assert.Equal(2, answers.Count(answer => answer is RecordAnswer.TaskTaken));
        }
    }

    [Fact]
    public async Task Callbacks_that_all_nodes_receive_at_once_are_kept_once_and_counted_once()
    {
        var job = await SubmitAsync(_nodes[0]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => _nodes[i % 3].ReceiveAsync(
            new CallbackMessage { Attempt = new AttemptId(job.Id, 1), BodyHash = $"body-{i % 5}", Body = new byte[] { 1 } }, Cancellation)));

        Assert.Equal(5, answers.Count(answer => answer == ReceiptAnswer.Stored));
        Assert.Equal(55, answers.Count(answer => answer == ReceiptAnswer.Duplicate));
        Assert.Equal(5, (await _nodes[1].FindAsync(job.Account, job.Id, Cancellation))!.Attempts[0].Facts.Messages);
    }

    [Fact]
    public async Task Places_at_a_provider_are_counted_over_all_nodes_while_leases_run_out()
    {
        const int Places = 4;
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => _nodes[i % 3].AcceptAsync(SomeJob.New(begins: true), Cancellation)));
        var mostAtOnce = 0;
        var done = new ConcurrentBag<JobId>();

        await Task.WhenAll(_nodes.Select((node, n) => WorkAsync(node, stumbles: n == 0)));

        Assert.Equal(120, done.Distinct().Count());
        Assert.InRange(mostAtOnce, 1, Places);

        async Task WorkAsync(PostgreSqlJobStore node, bool stumbles)
        {
            var turns = 0;
            while (done.Distinct().Count() < 120)
            {
                var limits = new Dictionary<string, TaskLimit> { [SomeJob.Provider] = new TaskLimit(100, Places) };
                var lease = stumbles && ++turns % 3 == 0 ? TimeSpan.FromTicks(1) : TimeSpan.FromSeconds(30);
                var answer = await node.LeaseAsync(new LeaseRequest([SomeJob.Provider], 2, lease) { TaskLimits = limits }, Cancellation);
                foreach (var leased in answer.Leases)
                {
                    if (await node.CommitAsync(SomeJob.Begin(leased), Cancellation) is not CommitAnswer.Committed begun)
                    {
                        continue; // Too late: its place is somebody else's.
                    }

                    var tasks = await server.DataSource.ReadAsync<long>($"SELECT count(*) FROM {_schema}.steps WHERE place_at IS NOT NULL AND NOT begins_task");
                    InterlockedMax(ref mostAtOnce, (int)tasks);
                    done.Add(leased.Job.Id);
                    await node.CommitAsync(SomeJob.End(begun.Lease), Cancellation);
                }
            }
        }
    }

    [Fact]
    public async Task A_job_of_a_provider_that_only_another_node_has_is_left_to_it()
    {
        await _nodes[0].AcceptAsync(SomeJob.New(), Cancellation);

        Assert.Empty((await _nodes[1].LeaseAsync(new LeaseRequest(["another"], 10, TimeSpan.FromSeconds(30)), Cancellation)).Leases);
        Assert.Single((await LeaseAsync(_nodes[2])).Leases);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = Volatile.Read(ref most); value > known; known = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }

    private static Task<LeaseAnswer> LeaseAsync(PostgreSqlJobStore node, int limit = 10) =>
        node.LeaseAsync(new LeaseRequest([SomeJob.Provider], limit, TimeSpan.FromMinutes(5)), Cancellation);

    private static async Task<List<JobId>> LeaseAllAsync(PostgreSqlJobStore node)
    {
        var jobs = new List<JobId>();
        var idle = 0;
        while (idle < 3)
        {
            var answer = await LeaseAsync(node);
            jobs.AddRange(answer.Leases.Select(lease => lease.Job.Id));
            idle = answer.Leases.Count == 0 ? idle + 1 : 0; // What another node holds at that moment may be there again.
        }

        return jobs;
    }

    private static async Task<JobRecord> SubmitAsync(PostgreSqlJobStore node)
    {
        await node.AcceptAsync(SomeJob.New(), Cancellation);
        LeaseAnswer leased;
        do
        {
            leased = await LeaseAsync(node, limit: 1);
        }
        while (leased.Leases.Count == 0);

        var committed = Assert.IsType<CommitAnswer.Committed>(await node.CommitAsync(SomeJob.Begin(leased.Leases[0]), Cancellation));
        return committed.Lease.Job;
    }
}
