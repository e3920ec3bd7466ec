using Xunit;

namespace Dressora.Testing;

/// <content>What falls due by itself.</content>
public abstract partial class CreditLedgerConformance
{
    /// <summary>Expired credits are never spendable, swept or not.</summary>
    [Fact]
    public virtual async Task Expired_credits_are_not_spendable_although_nobody_swept()
    {
        await GrantAsync("g", 5, TimeSpan.FromDays(7));
        Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(Credits.Zero, Assert.IsType<FreezeResult.Insufficient>(await FreezeAsync("h", 1)).Available);
        Assert.Equal((0, 0), await BalanceAsync());
    }

    /// <summary>The instant before is still good.</summary>
    [Fact]
    public virtual async Task Credits_are_spendable_until_the_instant_they_expire()
    {
        await GrantAsync("g", 5, TimeSpan.FromDays(7));
        Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromTicks(1));

        Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 5));
    }

    /// <summary>Credits for later are for later.</summary>
    [Fact]
    public virtual async Task Credits_are_not_spendable_before_they_become_effective()
    {
        await GrantAsync("g", 5, effectiveAfter: TimeSpan.FromDays(1));
        Assert.IsType<FreezeResult.Insufficient>(await FreezeAsync("early", 1));

        Clock.Advance(TimeSpan.FromDays(1));

        Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 5));
    }

    /// <summary>A hold is a promise.</summary>
    [Fact]
    public virtual async Task Held_credits_stay_valid_when_their_grant_expires()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(10));
        await FreezeAsync("h", 3);
        Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.IsType<SettleResult.Settled>(await SettleAsync("h", 3));
        Assert.Equal((0, 0), await BalanceAsync());
    }

    /// <summary>What returns to an expired grant expires there, in two entries.</summary>
    [Fact]
    public virtual async Task What_returns_to_an_expired_grant_expires_there_and_is_replaced()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(10));
        await FreezeAsync("h", 3);
        Clock.Advance(TimeSpan.FromMinutes(20));
        await ReleaseAsync("h");

        Assert.Equal((3, 0), await BalanceAsync());
        Assert.Equal(
            [
                CreditEntryKind.Granted, CreditEntryKind.Frozen, CreditEntryKind.Expired, CreditEntryKind.Released, CreditEntryKind.Expired,
                CreditEntryKind.Replaced,
            ],
            (await JournalAsync()).Select(entry => entry.Kind));
    }

    /// <summary>A time-out returns, and never charges.</summary>
    [Fact]
    public virtual async Task A_hold_past_its_deadline_goes_back_and_cannot_be_settled()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 3);
        Clock.Advance(Lifetime);

        Assert.Equal(SettleRefusal.TimedOut, Assert.IsType<SettleResult.Refused>(await SettleAsync("h", 3)).Reason);
        Assert.Equal(HoldStatus.TimedOut, Assert.IsType<ReleaseResult.Replayed>(await ReleaseAsync("h")).Hold.Status);
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>Entries are booked when things fell due.</summary>
    [Fact]
    public virtual async Task What_fell_due_is_booked_at_its_own_time_and_in_its_order()
    {
        await GrantAsync("g", 5, TimeSpan.FromHours(2));
        await FreezeAsync("h", 3);
        var start = Now;
        Clock.Advance(TimeSpan.FromHours(3));
        await BalanceAsync();

        var due = (await JournalAsync()).Skip(2).ToList();
        Assert.Equal([CreditEntryKind.TimedOut, CreditEntryKind.Expired], due.Select(entry => entry.Kind));
        Assert.Equal([start + Lifetime, start + TimeSpan.FromHours(2)], due.Select(entry => entry.At));
    }

    /// <summary>A clock that is set back takes nothing back.</summary>
    [Fact]
    public virtual async Task A_clock_that_is_set_back_books_nothing_earlier_and_brings_nothing_back()
    {
        await GrantAsync("expired", 5, TimeSpan.FromHours(1));
        await GrantAsync("g", 5);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((5, 0), await BalanceAsync());

        Clock.AdjustTime(Now - TimeSpan.FromHours(2));

        Assert.IsType<FreezeResult.Insufficient>(await FreezeAsync("too many", 6));
        Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 5));
        var times = (await JournalAsync()).Select(entry => entry.At).ToList();
        Assert.Equal(times.Order(), times);
    }
}
