using Dressora.Stores;
using Xunit;

namespace Dressora.Testing;

/// <content>Events wait in the outbox until they are delivered.</content>
public abstract partial class CreditLedgerConformance
{
    /// <summary>A time-out and an expiry are told, in order, with what they were about.</summary>
    [Fact]
    public virtual async Task What_fell_due_by_itself_is_told()
    {
        var outbox = Ledger.Outbox!;
        await GrantAsync("g", 5, TimeSpan.FromHours(2));
        await FreezeAsync("h", 3, TimeSpan.FromHours(1));
        Clock.Advance(TimeSpan.FromHours(3));
        await Ledger.GetBalanceAsync(Alice);

        var first = Assert.Single(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1)));
        var timedOut = Assert.IsType<CreditEvent.HoldTimedOut>(first.Event);
        Assert.Equal((Alice, new HoldId("h"), new Credits(3)), (timedOut.Account, timedOut.Hold, timedOut.Amount));
        await outbox.RemoveAsync(first.Id);
        var second = Assert.Single(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1)));
        var expired = Assert.IsType<CreditEvent.GrantExpired>(second.Event);
        Assert.Equal((new GrantId("g"), new Credits(5)), (expired.Grant, expired.Amount));
    }

    /// <summary>An event that was leased and neither removed nor put off comes again.</summary>
    [Fact]
    public virtual async Task An_event_comes_again_until_it_is_delivered()
    {
        var outbox = await TimeOutAsync(Alice);

        var first = Assert.Single(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1)));
        Assert.Empty(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1)));
        Clock.Advance(TimeSpan.FromMinutes(2));
        var again = Assert.Single(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1)));

        Assert.Equal((first.Id, first.Event, 2), (again.Id, again.Event, again.Tries));
        await outbox.RemoveAsync(again.Id);
        await outbox.RemoveAsync(again.Id);
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1)));
    }

    /// <summary>One that was put off holds up its own account only; one given up holds up nobody.</summary>
    [Fact]
    public virtual async Task An_event_that_cannot_be_delivered_holds_up_its_account_until_it_is_given_up()
    {
        var outbox = await TimeOutAsync(Alice, Alice, Bob);

        var leased = await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1));
        Assert.Equal([Alice, Bob], leased.Select(message => message.Event.Account));
        await outbox.RemoveAsync(leased[1].Id);
        await outbox.PutOffAsync(leased[0].Id, TimeSpan.FromMinutes(5));
        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1)));

        await outbox.PutOffAsync(leased[0].Id, null);

        Assert.NotEqual(leased[0].Id, Assert.Single(await outbox.LeaseAsync(10, TimeSpan.FromMinutes(1))).Id);
        Assert.Equal(leased[0].Id, Assert.Single(await outbox.ListDeadAsync(10)).Id);
    }

    /// <summary>Lets holds time out, one per named account, and returns where that is told.</summary>
    private async Task<ICreditOutbox> TimeOutAsync(params AccountId[] accounts)
    {
        for (var i = 0; i < accounts.Length; i++)
        {
            await Ledger.GrantAsync(new GrantCredits { Account = accounts[i], Grant = new GrantId($"g{i}"), Amount = new Credits(1) });
            await FreezeAsync($"h{i}", 1, TimeSpan.FromMinutes(i + 1), accounts[i]);
        }

        Clock.Advance(TimeSpan.FromHours(1));
        foreach (var account in accounts)
        {
            await Ledger.GetBalanceAsync(account);
        }

        return Ledger.Outbox!;
    }
}
