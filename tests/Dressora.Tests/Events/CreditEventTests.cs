using Dressora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Tests.Events;

public sealed class CreditEventTests
{
    private static readonly AccountId Alice = new("alice");

    [Fact]
    public async Task A_handler_hears_that_the_balance_has_fallen_below_the_threshold_once()
    {
        var heard = new Heard();
        await using var host = Start(heard, options => options.Credits.LowBalance = 5);
        await host.GrantAsync(Alice, 10);

        await FreezeAsync(host, "h1", 4);
        await FreezeAsync(host, "h2", 2);
        await FreezeAsync(host, "h3", 1);
        await host.RunDueAsync();

        var low = Assert.IsType<CreditEvent.LowBalance>(Assert.Single(heard.Events));
        Assert.Equal((Alice, new Credits(4)), (low.Account, low.Available));
    }

    [Fact]
    public async Task A_handler_hears_of_a_time_out_and_of_an_expiry_without_anybody_asking()
    {
        var heard = new Heard();
        await using var host = Start(heard);
        await host.Ledger.GrantAsync(new()
        {
            Account = Alice,
            Grant = new("g"),
            Amount = new(5),
            ExpiresAt = host.Clock.GetUtcNow() + TimeSpan.FromHours(2),
        });
        await FreezeAsync(host, "h", 3);
        host.Clock.Advance(TimeSpan.FromHours(3));

        await host.RunDueAsync();

        Assert.Equal([typeof(CreditEvent.HoldTimedOut), typeof(CreditEvent.GrantExpired)], heard.Events.Select(happened => happened.GetType()));
    }

    [Fact]
    public async Task A_handler_hears_once_of_each_grant_that_soon_expires_with_something_left()
    {
        var heard = new Heard();
        await using var host = Start(heard, options => options.Credits.ExpiryNotice = TimeSpan.FromHours(3));
        foreach (var (grant, hours) in new[] { ("today", 5), ("tomorrow", 24), ("later", 72) })
        {
            await host.Ledger.GrantAsync(new()
            {
                Account = Alice,
                Grant = new(grant),
                Amount = new(5),
                ExpiresAt = host.Clock.GetUtcNow() + TimeSpan.FromHours(hours),
            });
        }

        await FreezeAsync(host, "all of today's", 5);
        await host.Ledger.SettleAsync(new() { Account = Alice, Hold = new("all of today's"), Amount = new(5) });
        for (var hour = 0; hour < 24; hour++)
        {
            await host.RunDueAsync();
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        var soon = Assert.IsType<CreditEvent.GrantExpiring>(Assert.Single(heard.Events));
        Assert.Equal((new GrantId("tomorrow"), new Credits(5)), (soon.Grant, soon.Available));
    }

    [Fact]
    public async Task A_handler_that_throws_is_asked_again_later_and_later()
    {
        var heard = new Heard { Failures = 3 };
        await using var host = Start(heard, options => options.Credits.LowBalance = 5);
        await host.GrantAsync(Alice, 5);
        await FreezeAsync(host, "h", 1);

        for (var second = 0; second < 10; second++)
        {
            await host.RunDueAsync();
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single(heard.Events);
        Assert.Equal(4, heard.Calls);
    }

    [Fact]
    public async Task An_event_that_nobody_ever_handles_ends_as_a_dead_letter()
    {
        var heard = new Heard { Failures = int.MaxValue };
        await using var host = Start(heard, options => options.Credits.LowBalance = 5);
        await host.GrantAsync(Alice, 5);
        await FreezeAsync(host, "h", 1, hours: 48);

        for (var hour = 0; hour < 40; hour++)
        {
            await host.RunDueAsync();
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(20, heard.Calls);
        Assert.IsType<CreditEvent.LowBalance>(Assert.Single(await host.Ledger.Outbox!.ListDeadAsync(10)).Event);
    }

    private static DressoraTestHost Start(Heard heard, Action<DressoraOptions>? configure = null) => DressoraTestHost.Start(builder =>
    {
        builder.Services.AddSingleton(heard);
        builder.Services.Configure(configure ?? (_ => { }));
        builder.AddCreditEvents<Listener>();
    });

    private static Task FreezeAsync(DressoraTestHost host, string hold, long amount, int hours = 1) => host.Ledger.FreezeAsync(new()
    {
        Account = Alice,
        Hold = new(hold),
        Amount = new(amount),
        Lifetime = TimeSpan.FromHours(hours),
    });

    private sealed class Heard
    {
        public List<CreditEvent> Events { get; } = [];

        public int Calls { get; set; }

        public int Failures { get; set; }
    }

    private sealed class Listener(Heard heard) : ICreditEventHandler
    {
        public Task HandleAsync(CreditEvent happened, CancellationToken cancellationToken)
        {
            heard.Calls++;
            if (heard.Calls <= heard.Failures)
            {
                throw new InvalidOperationException("The listener is not well.");
            }

            heard.Events.Add(happened);
            return Task.CompletedTask;
        }
    }
}
