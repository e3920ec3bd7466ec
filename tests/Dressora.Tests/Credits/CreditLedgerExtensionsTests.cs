using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NSubstitute;

namespace Dressora.Tests.Ledger;

public sealed class CreditLedgerExtensionsTests
{
    private static readonly AccountId Alice = new("alice");

    [Fact]
    public async Task A_statement_is_read_over_all_its_pages()
    {
        await using var host = DressoraTestHost.Start();
        for (var i = 0; i < 1_001; i++)
        {
            await host.GrantAsync(Alice, 1);
        }

        var entries = await host.Ledger.ReadEntriesAsync(Alice, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(Enumerable.Range(1, 1_001).Reverse(), entries.Select(entry => (int)entry.Sequence));
        Assert.Equal(2, await host.Ledger.ReadEntriesAsync(Alice, before: 3, Token).CountAsync(Token));
    }

    [Fact]
    public async Task Every_account_is_verified_and_the_unsound_are_named()
    {
        var ledger = Ledger(["a", "b", "c"], unsound: "b");
        var told = new List<AccountId>();

        var verification = await ledger.VerifyAllAsync(new Progress(told), Token);

        Assert.Equal((3, 6), (verification.Accounts, verification.Entries));
        Assert.Equal("b", Assert.Single(verification.Unsound).Account.Value);
        Assert.Equal(["a", "b", "c"], told.Select(account => account.Value));
    }

    [Fact]
    public async Task The_health_check_goes_round_and_stays_with_what_is_unsound()
    {
        var ledger = Ledger(["a", "b", "c"], unsound: "b");
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddDressora().AddCreditVerification(accountsPerCall: 1).Services
            .AddSingleton(ledger)
            .BuildServiceProvider();
        var health = services.GetRequiredService<HealthCheckService>();

        var reports = new List<HealthReportEntry>();
        for (var call = 0; call < 5; call++)
        {
            reports.Add((await health.CheckHealthAsync(Token)).Entries["dressora-credits"]);
        }

        Assert.Equal(
            [HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy],
            reports.Select(report => report.Status));
        Assert.Equal("entry 2: I16: wrong", reports[^1].Data["b"]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ICreditLedger Ledger(string[] accounts, string unsound)
    {
        var ledger = Substitute.For<ICreditLedger>();
        ledger.ListAccountsAsync(Arg.Any<AccountId?>(), Arg.Any<int>(), Arg.Any<CancellationToken>()).Returns(call => accounts
            .Where(account => string.CompareOrdinal(account, call.ArgAt<AccountId?>(0)?.Value) > 0)
            .Take(call.ArgAt<int>(1))
            .Select(account => new AccountId(account))
            .ToList());
        ledger.VerifyAsync(Arg.Any<AccountId>(), Arg.Any<CancellationToken>()).Returns(call => new CreditVerification(
            call.Arg<AccountId>(), 2, call.Arg<AccountId>().Value == unsound ? new CreditProblem(2, "I16", "wrong") : null));
        return ledger;
    }

    private sealed class Progress(List<AccountId> told) : IProgress<CreditVerification>
    {
        public void Report(CreditVerification value) => told.Add(value.Account);
    }
}
