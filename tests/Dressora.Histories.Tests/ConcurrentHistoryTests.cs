using System.Globalization;
using Dressora.LedgerHost;
using Dressora.PostgreSql.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Histories;

/// <summary>Thirty-two writers in two processes on the same accounts.</summary>
public sealed class ConcurrentHistoryTests(PostgreSqlServer server)
{
    private const int Writers = 16;
    private const int Operations = 150;

    [Fact]
    public async Task Two_processes_on_PostgreSQL_agree_on_one_history()
    {
        var (source, schema) = (server.DataSource, PostgreSqlServer.NewSchema());
        await using var services = Build(builder => builder.UsePostgreSql(source, options => options.Schema = schema));

        var calls = await RunAsync(int.MaxValue, "postgres", server.ConnectionString, schema);

        await CheckAsync(services, calls);
        Assert.Equal(2 * Writers * Operations, calls.Count);
    }

    [Fact]
    public async Task A_process_that_is_killed_on_PostgreSQL_loses_nothing_that_was_answered()
    {
        var (source, schema) = (server.DataSource, PostgreSqlServer.NewSchema());
        await using var services = Build(builder => builder.UsePostgreSql(source, options => options.Schema = schema));

        await CheckAsync(services, await RunAsync(1_000, "postgres", server.ConnectionString, schema));
    }

    [Fact]
    public async Task A_wrong_answer_would_be_noticed()
    {
        var (source, schema) = (server.DataSource, PostgreSqlServer.NewSchema());
        await using var services = Build(builder => builder.UsePostgreSql(source, options => options.Schema = schema));
        var calls = await RunAsync(int.MaxValue, "postgres", server.ConnectionString, schema);
        var frozen = calls.First(call => call.Result == "Frozen");

        foreach (var wrong in new[]
        {
            frozen with { Amount = frozen.Amount + 1 },
            frozen with { Sequence = frozen.Sequence + 1_000 },
            frozen with { Result = "Insufficient" },
            frozen with { Result = "Conflict" },
            frozen with { Id = "nobody's" },
            frozen with { Begun = long.MaxValue - 1, Ended = long.MaxValue },
        })
        {
            await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => CheckAsync(services, [.. calls.Where(call => call != frozen), wrong]));
        }

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => CheckAsync(services, [.. calls, frozen]));
    }

    [Fact]
    public async Task Two_processes_on_one_SQLite_file_agree_on_one_history()
    {
        using var folder = new LedgerFolder();
        await using var services = Build(builder => builder.UseSqlite(folder.Database));

        var calls = await RunAsync(int.MaxValue, "sqlite", folder.Database, "-");

        await CheckAsync(services, calls);
        Assert.Equal(2 * Writers * Operations, calls.Count);
    }

    [Fact]
    public async Task A_process_that_is_killed_on_SQLite_loses_nothing_that_was_answered()
    {
        using var folder = new LedgerFolder();
        await using var services = Build(builder => builder.UseSqlite(folder.Database));

        await CheckAsync(services, await RunAsync(1_000, "sqlite", folder.Database, "-"));
    }

    /// <summary>Runs two processes side by side, of which one may be killed after so many answers.</summary>
    private static async Task<IReadOnlyList<LedgerCall>> RunAsync(int killAfter, params string[] store)
    {
        using var one = await LedgerProcess.StartAsync([.. store, .. Load(1)]);
        using var two = await LedgerProcess.StartAsync([.. store, .. Load(2)]);
        await Task.WhenAll(one.RunAsync(), two.RunAsync(killAfter));
        return [.. one.Calls, .. two.Calls];
    }

    private static string[] Load(int seed) =>
        [seed.ToString(CultureInfo.InvariantCulture), Writers.ToString(CultureInfo.InvariantCulture), Operations.ToString(CultureInfo.InvariantCulture)];

    private static Task CheckAsync(ServiceProvider services, IReadOnlyList<LedgerCall> calls) =>
        CheckAsync(services.GetRequiredService<ICreditLedger>(), calls);

    /// <summary>Checks every answer against the journal, and the journal against the rows.</summary>
    internal static async Task CheckAsync(ICreditLedger ledger, IReadOnlyList<LedgerCall> calls)
    {
        foreach (var account in calls.GroupBy(call => call.Account))
        {
            var id = new AccountId(account.Key);
            new History(await ReadJournalAsync(ledger, id)).Check([.. account]);
            Assert.Null((await ledger.VerifyAsync(id, TestContext.Current.CancellationToken)).Problem);
        }
    }

    private static async Task<IReadOnlyList<CreditEntry>> ReadJournalAsync(ICreditLedger ledger, AccountId account)
    {
        var entries = new List<CreditEntry>();
        for (long? before = long.MaxValue; before is not null;)
        {
            var page = await ledger.ListEntriesAsync(account, before, 500, TestContext.Current.CancellationToken);
            entries.AddRange(page.Entries);
            before = page.Next;
        }

        entries.Reverse();
        return entries;
    }

    private static ServiceProvider Build(Action<IDressoraBuilder> use)
    {
        var services = new ServiceCollection();
        use(services.AddDressora());
        return services.BuildServiceProvider();
    }
}
