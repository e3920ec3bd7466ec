using System.Diagnostics;
using System.Globalization;
using Dressora.PostgreSql.Tests;
using Dressora.Stores;

namespace Dressora.Chaos;

/// <summary>
/// Nodes on one PostgreSQL, a provider on a bad day, users who insist; nodes are killed and stopped, the database is restarted, and at the end
/// everything must add up.
/// </summary>
public static class ChaosDrill
{
    private const double SucceededMin = 0.8;

    /// <summary>Runs a drill.</summary>
    /// <returns>
    /// Whether every job has ended, most have succeeded, nothing was lost and nothing was charged or created twice;
    /// <see langword="null"/> where there is no PostgreSQL.
    /// </returns>
    public static async Task<bool?> RunAsync(ChaosOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        using var cluster = await PostgreSqlCluster.TryStartAsync();
        if (cluster is null)
        {
            await output.WriteLineAsync("There is no PostgreSQL to work on: install initdb and postgres.");
            return null;
        }

        var data = Directory.CreateTempSubdirectory("dressora-chaos-");
        await using var provider = await ChaosProvider.StartAsync();
        await using var books = new ChaosBooks(cluster.ConnectionString);
        await books.GrantAsync();
        var nodes = Enumerable.Range(1, options.Nodes)
            .Select(i => new ChaosNode($"node {i}", provider.Address, cluster.ConnectionString, data.FullName)).ToList();
        try
        {
            await Task.WhenAll(nodes.Select(node => node.StartAsync()));
            var shoppers = new ChaosShoppers(nodes);
            var sending = shoppers.SendAsync(options.Jobs, options.Duration * 0.9, cancellationToken);
            var havoc = await HavocAsync(options, cluster, nodes, provider, cancellationToken);
            await provider.CalmAsync();
            await sending.WaitAsync(options.EndsWithin, cancellationToken);
            await output.WriteLineAsync($"{havoc}; {shoppers.Accepted} jobs accepted, {shoppers.Retries} tries not answered");
            return await JudgeAsync(options, shoppers, books, provider, output, cancellationToken);
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }

            data.Delete(recursive: true);
        }
    }

    /// <summary>Breaks things until the time is over, and waits for what was broken to run again.</summary>
    private static async Task<string> HavocAsync(
        ChaosOptions options, PostgreSqlCluster cluster, List<ChaosNode> nodes, ChaosProvider provider, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var (kills, stops, crashes, turn) = (0, 0, 0, 0);
        var (nextKill, nextStop) = (options.KillEvery, options.StopEvery);
        var broken = new List<Task>();
        while (clock.Elapsed < options.Duration)
        {
            if (clock.Elapsed >= nextKill)
            {
                kills++;
                nextKill += options.KillEvery;
                broken.Add(nodes[Random.Shared.Next(nodes.Count)].RestartAsync());
            }

            if (clock.Elapsed >= nextStop)
            {
                stops++;
                nextStop += options.StopEvery;
                broken.Add(nodes[Random.Shared.Next(nodes.Count)].StopAsync(options.StopFor));
            }

            if (crashes == 0 && clock.Elapsed >= options.Duration / 2)
            {
                crashes++;
                await cluster.CrashAsync();
            }

            await provider.ChangeAsync(turn++);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
        }

        await Task.WhenAll(broken);
        return string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {stops} stops, {crashes} restart of the database in {clock.Elapsed.TotalSeconds:0} s");
    }

    private static async Task<bool> JudgeAsync(
        ChaosOptions options, ChaosShoppers shoppers, ChaosBooks books, ChaosProvider provider, TextWriter output, CancellationToken cancellationToken)
    {
        var jobs = await WaitUntilTerminalAsync(options, books, cancellationToken);
        var wrong = await books.AuditAsync(jobs);
        var tasks = await provider.CountTasksAsync();
        wrong.AddRange(tasks.Where(task => task.Value > 1).Select(task => $"the job for '{task.Key}' was created {task.Value} times"));
        var creates = await provider.CountCreatesAsync();
        if (creates is null)
        {
            await output.WriteLineAsync("the provider has forgotten its first calls: creates were counted by its tasks alone");
        }
        else if (creates - tasks.Values.Sum() > jobs.Count(job => !tasks.ContainsKey(job.Prompt!)))
        {
            // A node that is killed while it sends leaves a create and no task; each job at most one.
            wrong.Add($"the provider was sent {creates} creates, and has {tasks.Values.Sum()} tasks of {jobs.Count} jobs");
        }

        wrong.AddRange(jobs.GroupBy(job => job.Prompt).Where(same => same.Count() > 1).Select(same => $"'{same.Key}' was accepted {same.Count()} times"));
        var succeeded = jobs.Count(job => job.Status == JobStatus.Succeeded);
        var failed = jobs.Count(job => job.Status is JobStatus.Failed or JobStatus.Canceled);
        var lost = Math.Max(0, shoppers.Accepted - jobs.Count) + jobs.Count(job => !job.Status.IsTerminal());
        var overcharged = await books.CountOverchargedAsync(jobs);
        if (succeeded < SucceededMin * jobs.Count)
        {
            wrong.Add($"only {succeeded} of {jobs.Count} succeeded");
        }

        foreach (var reason in jobs.Where(job => job.Status == JobStatus.Failed).CountBy(job => job.Error?.Code ?? "-").OrderByDescending(pair => pair.Value))
        {
            await output.WriteLineAsync($"  {reason.Value} failed with {reason.Key}");
        }

        foreach (var problem in wrong)
        {
            await output.WriteLineAsync($"WRONG: {problem}");
        }

        await output.WriteLineAsync($"jobs: {jobs.Count}, succeeded: {succeeded}, failed: {failed}, lost: {lost}, double-charged: {overcharged}");
        return wrong.Count == 0 && lost == 0 && overcharged == 0;
    }

    private static async Task<List<JobRecord>> WaitUntilTerminalAsync(ChaosOptions options, ChaosBooks books, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var jobs = await books.ReadJobsAsync();
            if (jobs.TrueForAll(job => job.Status.IsTerminal()) || clock.Elapsed > options.EndsWithin)
            {
                return jobs;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
        }
    }
}
