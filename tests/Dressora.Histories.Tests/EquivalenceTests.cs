using System.Text.Json;
using Dressora.PostgreSql.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Histories;

/// <summary>The same history on three stores: the same answers, the same books, to the letter.</summary>
public sealed class EquivalenceTests(PostgreSqlServer server)
{
    private const int Rounds = 60;
    private const int Together = 6;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = false };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Memory_SQLite_and_PostgreSQL_answer_alike(int seed)
    {
        using var folder = new LedgerFolder();
        var source = server.DataSource;

        var memory = await RunAsync(seed, _ => { });
        var sqlite = await RunAsync(seed, builder => builder.UseSqlite(folder.Database));
        var postgres = await RunAsync(seed, builder => builder.UsePostgreSql(
            source, options => (options.Schema, options.UseDatabaseClock) = (PostgreSqlServer.NewSchema(), false)));

        Assert.Equal(memory, sqlite);
        Assert.Equal(memory, postgres);
    }

    /// <summary>Works on a ledger of its own, and tells everything that it said.</summary>
    private static async Task<IReadOnlyList<string>> RunAsync(int seed, Action<IDressoraBuilder> use)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        use(services.AddDressora(options => (options.Credits.LowBalance, options.Credits.ExpiryNotice) = (5, TimeSpan.FromMinutes(1))));
        await using var provider = services.BuildServiceProvider();
        var ledger = provider.GetRequiredService<ICreditLedger>();
        var history = new RandomHistory(seed, clock);
        var said = new List<string>();
        await ledger.GetBalanceAsync(RandomHistory.Accounts[0], Cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            // Sent together, so that a store that writes in batches does; each account's come in this order.
            history.Wait();
            var answers = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => history.StepAsync(ledger)).ToList());
            said.AddRange(answers.Select(answer => $"{round}: {answer}"));
        }

        foreach (var account in RandomHistory.Accounts)
        {
            said.Add(JsonSerializer.Serialize(await ledger.GetBalanceAsync(account, Cancellation), Readable));
            said.Add(JsonSerializer.Serialize(await ledger.GetBalanceAtAsync(account, clock.GetUtcNow().AddMinutes(-3), Cancellation), Readable));
            said.Add(JsonSerializer.Serialize(await ledger.TraceAsync(account, new HoldId("h1"), Cancellation), Readable));
            said.Add(JsonSerializer.Serialize(await ledger.VerifyAsync(account, Cancellation), Readable));
            said.AddRange((await ledger.ListEntriesAsync(account, null, 500, Cancellation)).Entries.Select(entry => JsonSerializer.Serialize(entry, Readable)));
        }

        said.Add(JsonSerializer.Serialize(await ledger.ListAccountsAsync(cancellationToken: Cancellation), Readable));
        return said;
    }
}
