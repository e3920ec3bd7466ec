using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dressora.Benchmarks;

/// <summary>Ours, as a host registers it.</summary>
internal sealed class DressoraLedger : IContender
{
    private const int StockingCallers = 256;
    private const int ReadingCallers = 8;

    private readonly ServiceProvider _services;
    private readonly ICreditLedger _ledger;

    private DressoraLedger(Action<IDressoraBuilder> store)
    {
        var services = new ServiceCollection();
        store(services.AddDressora());
        _services = services.BuildServiceProvider();
        _ledger = _services.GetRequiredService<ICreditLedger>();
    }

    public static DressoraLedger OnPostgreSql(NpgsqlDataSource dataSource) => new(dressora => dressora.UsePostgreSql(dataSource));

    public static DressoraLedger OnSqlite(string file) => new(dressora => dressora.UseSqlite($"Data Source={file}"));

    public Task StockAsync(IReadOnlyList<string> accounts) => EachAsync(accounts, StockingCallers, async account =>
    {
        for (var grant = 0L; grant < Stock.Grants; grant++)
        {
            await _ledger.GrantAsync(new GrantCredits
            {
                Account = account,
                Grant = new GrantId($"grant-{grant}"),
                Amount = new Credits(Stock.Amount),
                ExpiresAt = DateTimeOffset.UtcNow.AddDays(Stock.DaysOf(grant)),
            });
        }
    });

    public async Task FreezeAsync(string account, string hold)
    {
        var result = await _ledger.FreezeAsync(new FreezeCredits
        {
            Account = new AccountId(account),
            Hold = new HoldId(hold),
            Amount = new Credits(Pair.Frozen),
            Lifetime = Pair.Lifetime,
        });
        if (result is not FreezeResult.Frozen)
        {
            throw new InvalidOperationException($"The hold '{hold}' was not frozen: {result}.");
        }
    }

    public async Task SettleAsync(string account, string hold)
    {
        var result = await _ledger.SettleAsync(new SettleCredits
        {
            Account = new AccountId(account),
            Hold = new HoldId(hold),
            Amount = new Credits(Pair.Settled),
        });
        if (result is not SettleResult.Settled)
        {
            throw new InvalidOperationException($"The hold '{hold}' was not settled: {result}.");
        }
    }

    public async Task<Books> AddUpAsync(IReadOnlyList<string> accounts)
    {
        var (available, held, entries) = (0L, 0L, 0L);
        await EachAsync(accounts, ReadingCallers, async account =>
        {
            var verification = await _ledger.VerifyAsync(account);
            if (verification.Problem is { } problem)
            {
                throw new InvalidOperationException($"The books of '{account}' are wrong: {problem}.");
            }

            var balance = await _ledger.GetBalanceAsync(account);
            Interlocked.Add(ref available, balance.Available.Value);
            Interlocked.Add(ref held, balance.Held.Value);
            Interlocked.Add(ref entries, verification.Entries);
        });
        return new Books(available, held, entries);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Task EachAsync(IReadOnlyList<string> accounts, int callers, Func<AccountId, Task> act) => Parallel.ForEachAsync(
        accounts, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (account, _) => await act(new AccountId(account)));
}
