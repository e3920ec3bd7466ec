using Microsoft.Extensions.Time.Testing;

namespace Dressora.PostgreSql.Tests.Ledger;

public sealed class NodesTests(PostgreSqlServer server)
{
    private readonly string _schema = PostgreSqlServer.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_never_spend_a_credit_twice()
    {
        await using var one = server.OpenLedger(schema: _schema);
        await using var two = server.OpenLedger(schema: _schema);
        await one.GrantAsync(Some.Grant("a", 30), Cancellation);
        await two.GrantAsync(Some.Grant("b", 20), Cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            i => (i % 2 == 0 ? one : two).FreezeAsync(Some.Freeze($"h{i}", 1), Cancellation)));

        Assert.Equal(50, results.Count(result => result is FreezeResult.Frozen));
        Assert.Equal(50, results.Count(result => result is FreezeResult.Insufficient));
        var balance = await two.GetBalanceAsync(Some.Alice, Cancellation);
        Assert.Equal((0L, 50L), (balance.Available.Value, balance.Held.Value));
    }

    [Fact]
    public async Task A_new_account_that_two_nodes_make_at_once_is_one()
    {
        await using var one = server.OpenLedger(schema: _schema);
        await using var two = server.OpenLedger(schema: _schema);
        await one.GetBalanceAsync(Some.Alice, Cancellation);

        for (var i = 0; i < 20; i++)
        {
            var account = $"account-{i}";
            var granted = await Task.WhenAll(
                one.GrantAsync(Some.Grant("same", 5, account), Cancellation), two.GrantAsync(Some.Grant("same", 5, account), Cancellation));

            Assert.Single(granted, result => result is GrantResult.Granted);
            Assert.Single(granted, result => result is GrantResult.Replayed);
        }
    }

    [Fact]
    public async Task Nodes_that_work_on_the_same_accounts_in_any_order_do_not_block_each_other_for_good()
    {
        await using var one = server.OpenLedger(schema: _schema);
        await using var two = server.OpenLedger(schema: _schema, configure: options => options.Writers = 4);
        var accounts = Enumerable.Range(0, 40).Select(i => $"account-{i}").ToList();
        await Task.WhenAll(accounts.Select(account => one.GrantAsync(Some.Grant("g", 100, account), Cancellation)));

        var forward = accounts.Select(account => one.FreezeAsync(Some.Freeze("one", 1, account), Cancellation));
        var backward = accounts.AsEnumerable().Reverse().Select(account => two.FreezeAsync(Some.Freeze("two", 1, account), Cancellation));

        Assert.All(await Task.WhenAll(forward.Concat(backward)), result => Assert.IsType<FreezeResult.Frozen>(result));
    }

    [Fact]
    public async Task No_accounts_time_runs_backwards_although_clocks_differ()
    {
        await using var ahead = server.OpenLedger(new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(1)), _schema);
        await using var database = server.OpenLedger(schema: _schema);
        await ahead.GrantAsync(Some.Grant("g", 10), Cancellation);

        await database.FreezeAsync(Some.Freeze("h", 1), Cancellation);

        var entries = (await database.ListEntriesAsync(Some.Alice, cancellationToken: Cancellation)).Entries;
        Assert.Equal(entries[1].At, entries[0].At);
    }

    [Fact]
    public async Task Asking_about_an_account_that_nobody_has_granted_anything_makes_no_account()
    {
        await using var ledger = server.OpenLedger(schema: _schema);

        await ledger.GetBalanceAsync(Some.Alice, Cancellation);
        await ledger.SettleAsync(Some.Settle("none", 1), Cancellation);

        Assert.Empty(await ledger.ListAccountsAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Two_nodes_share_what_falls_due_and_tell_of_each_event_once()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var one = server.OpenLedger(clock, _schema);
        await using var two = server.OpenLedger(clock, _schema);
        for (var i = 0; i < 10; i++)
        {
            await one.GrantAsync(Some.Grant("g", 5, $"account-{i}", clock.GetUtcNow().AddHours(1)), Cancellation);
        }

        clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(one.SweepAsync(100, Cancellation), two.SweepAsync(100, Cancellation));
        var leased = await Task.WhenAll(
            one.Outbox.LeaseAsync(100, TimeSpan.FromMinutes(1), Cancellation), two.Outbox.LeaseAsync(100, TimeSpan.FromMinutes(1), Cancellation));

        var told = leased.SelectMany(events => events).Select(message => message.Event.Account.Value).ToList();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"account-{i}"), told.Order(StringComparer.Ordinal));
        Assert.Equal(0, await one.SweepAsync(100, Cancellation));
    }
}
