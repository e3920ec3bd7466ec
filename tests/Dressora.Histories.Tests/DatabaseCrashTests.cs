using System.Collections.Concurrent;
using Dressora.LedgerHost;
using Dressora.PostgreSql.Tests;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dressora.Histories;

/// <summary>The database itself ends in the middle of the work, and comes back.</summary>
public sealed class DatabaseCrashTests
{
    private const int Writers = 8;
    private const int AnswersBetweenCrashes = 400;
    private const int Crashes = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_survives_a_database_that_crashes_under_load()
    {
        using var cluster = await PostgreSqlCluster.TryStartAsync();
        if (cluster is null && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail("There is no PostgreSQL to crash.");
        }

        Assert.SkipWhen(cluster is null, "There is no PostgreSQL to crash: install initdb and postgres.");
        await using var source = NpgsqlDataSource.Create(cluster!.ConnectionString);
        var services = new ServiceCollection();
        services.AddDressora().UsePostgreSql(source);
        await using var provider = services.BuildServiceProvider();
        var ledger = provider.GetRequiredService<ICreditLedger>();

        var calls = await WorkAsync(ledger, cluster);

        await ConcurrentHistoryTests.CheckAsync(ledger, calls);
        Assert.True(calls.Count >= Crashes * AnswersBetweenCrashes);
    }

    /// <summary>Works until the database has crashed so often. A call that is not answered may or may not have been done.</summary>
    private static async Task<IReadOnlyList<LedgerCall>> WorkAsync(ICreditLedger ledger, PostgreSqlCluster cluster)
    {
        var answered = new ConcurrentQueue<LedgerCall>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = Enumerable.Range(0, Writers).Select(seed => Task.Run(() => WriteAsync(new LedgerLoad(ledger, seed, accounts: 6), answered, over.Token))).ToList();
        for (var crash = 1; crash <= Crashes; crash++)
        {
            while (answered.Count < crash * AnswersBetweenCrashes)
            {
                await Task.Yield();
            }

            await cluster.CrashAsync();
        }

        await over.CancelAsync();
        await Task.WhenAll(writers);
        return [.. answered];
    }

    private static async Task WriteAsync(LedgerLoad load, ConcurrentQueue<LedgerCall> answered, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                answered.Enqueue(await load.StepAsync());
            }
            catch (NpgsqlException)
            {
                // Unknown, as the caller of a database that is gone always is.
            }
        }
    }
}
