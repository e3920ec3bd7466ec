using Dressora.PostgreSql;
using Dressora.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Chaos;

/// <summary>Looks at the jobs and the books past the nodes, with the packages' own stores.</summary>
internal sealed class ChaosBooks : IAsyncDisposable
{
    /// <summary>What every user has at first.</summary>
    public const long Granted = 100_000;

    /// <summary>What a job costs.</summary>
    public const long Price = 2;

    private readonly ServiceProvider _services;
    private readonly IJobStore _store;
    private readonly ICreditLedger _ledger;

    public ChaosBooks(string database)
    {
        var services = new ServiceCollection();
        services.AddDressora().UsePostgreSql(database);
        _services = services.BuildServiceProvider();
        _store = _services.GetRequiredService<IJobStore>();
        _ledger = _services.GetRequiredService<ICreditLedger>();
    }

    /// <summary>Gives every user credits.</summary>
    public Task GrantAsync() => Task.WhenAll(Accounts().Select(account => _ledger.GrantAsync(new GrantCredits
    {
        Account = account,
        Grant = new GrantId("start"),
        Amount = new Credits(Granted),
    })));

    /// <summary>Reads every job.</summary>
    public async Task<List<JobRecord>> ReadJobsAsync()
    {
        var jobs = new List<JobRecord>();
        foreach (var account in Accounts())
        {
            JobId? before = null;
            IReadOnlyList<JobRecord> page;
            do
            {
                page = await _store.ListAsync(account, before, 100);
                jobs.AddRange(page);
                before = page.Count == 0 ? null : page[^1].Id;
            }
            while (page.Count > 0);
        }

        return jobs;
    }

    /// <summary>Finds what is wrong with the books, given the jobs.</summary>
    public async Task<List<string>> AuditAsync(IReadOnlyList<JobRecord> jobs)
    {
        var wrong = new List<string>();
        foreach (var account in Accounts())
        {
            var audit = await _ledger.VerifyAsync(account);
            if (!audit.IsSound)
            {
                wrong.Add($"{account}: the ledger does not verify: {audit.Problem}");
            }

            var balance = await _ledger.GetBalanceAsync(account);
            var owed = Granted - (Price * jobs.Count(job => job.Account == account && job.Status == JobStatus.Succeeded));
            if (balance.Held.Value != 0 || balance.Available.Value != owed)
            {
                wrong.Add($"{account}: {balance.Available} are available and {balance.Held} held; {owed} and 0 are due");
            }
        }

        return wrong;
    }

    /// <summary>Counts the jobs that have cost more than they delivered.</summary>
    public async Task<int> CountOverchargedAsync(IReadOnlyList<JobRecord> jobs)
    {
        var overcharged = 0;
        foreach (var job in jobs)
        {
            var hold = await _ledger.FindHoldAsync(job.Account, HoldId.For(job.Id));
            var late = await _ledger.FindHoldAsync(job.Account, HoldId.ForLateSettle(HoldId.For(job.Id)));
            var paid = (hold?.Settled.Value ?? 0) + (late?.Settled.Value ?? 0);
            overcharged += paid > (job.Status == JobStatus.Succeeded ? Price : 0) ? 1 : 0;
        }

        return overcharged;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IEnumerable<AccountId> Accounts() => Enumerable.Range(0, ChaosShoppers.Count).Select(user => new AccountId(ChaosShoppers.Name(user)));
}
