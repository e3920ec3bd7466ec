using Xunit;

namespace Dressora.Testing;

/// <summary>Longer holds, and work that is finished after its hold.</summary>
public abstract partial class CreditLedgerConformance
{
    /// <summary>The lifetime counts from the freeze, so a retry of an extension extends no further.</summary>
    [Fact]
    public virtual async Task An_extension_counts_from_the_freeze()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var extended = Assert.IsType<ExtendResult.Extended>(await ExtendAsync("h", TimeSpan.FromMinutes(30))).Hold;
        Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(extended.FrozenAt + TimeSpan.FromMinutes(30), extended.Deadline);
        Assert.IsType<ExtendResult.Replayed>(await ExtendAsync("h", TimeSpan.FromMinutes(30)));
        Assert.IsType<SettleResult.Settled>(await SettleAsync("h", 5));
    }

    /// <summary>An extension never shortens.</summary>
    [Fact]
    public virtual async Task An_extension_never_brings_the_deadline_nearer()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5, TimeSpan.FromMinutes(10));

        var shorter = Assert.IsType<ExtendResult.Replayed>(await ExtendAsync("h", TimeSpan.FromMinutes(1)));

        Assert.Equal(shorter.Hold.FrozenAt + TimeSpan.FromMinutes(10), shorter.Hold.Deadline);
    }

    /// <summary>A deadline that has come is not moved.</summary>
    [Fact]
    public virtual async Task A_hold_that_has_ended_cannot_be_extended()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HoldStatus.TimedOut, Assert.IsType<ExtendResult.Refused>(await ExtendAsync("h", TimeSpan.FromHours(1))).Hold!.Status);
        Assert.Null(Assert.IsType<ExtendResult.Refused>(await ExtendAsync("none", TimeSpan.FromHours(1))).Hold);
    }

    /// <summary>Work that was delivered after the deadline is charged from what is there now, as a hold of its own.</summary>
    [Fact]
    public virtual async Task A_late_settle_charges_from_what_can_be_spent_now_and_once()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));

        var settled = Assert.IsType<SettleResult.Settled>(await SettleLateAsync("h", 3));
        var again = await SettleLateAsync("h", 3);

        Assert.Equal((HoldOrigin.LateSettle, new Credits(3)), (settled.Hold.Origin, settled.Hold.Settled));
        Assert.IsType<SettleResult.Replayed>(again);
        Assert.Equal(HoldStatus.TimedOut, (await HoldAsync("h")).Status);
        Assert.Equal((2, 0), await BalanceAsync());
    }

    /// <summary>Another amount, or more than was frozen, is refused.</summary>
    [Fact]
    public virtual async Task A_late_settle_of_another_amount_is_refused()
    {
        await GrantAsync("g", 9);
        await FreezeAsync("h", 3, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(SettleRefusal.MoreThanFrozen, Assert.IsType<SettleResult.Refused>(await SettleLateAsync("h", 4)).Reason);
        await SettleLateAsync("h", 3);
        Assert.Equal(SettleRefusal.AlreadySettled, Assert.IsType<SettleResult.Refused>(await SettleLateAsync("h", 2)).Reason);
        Assert.Equal((6, 0), await BalanceAsync());
    }

    /// <summary>When the credits have gone meanwhile, the user owes nothing, then or ever.</summary>
    [Fact]
    public virtual async Task A_late_settle_that_finds_too_little_lapses_for_ever()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await AdjustAsync("spent", 5);

        var lapsed = Assert.IsType<SettleResult.Refused>(await SettleLateAsync("h", 5));
        await GrantAsync("top-up", 9);

        Assert.Equal(SettleRefusal.Lapsed, lapsed.Reason);
        Assert.Equal(SettleRefusal.Lapsed, Assert.IsType<SettleResult.Refused>(await SettleLateAsync("h", 5)).Reason);
        Assert.Equal((9, 0), await BalanceAsync());
    }

    /// <summary>Without being asked to, a settle never charges after the deadline.</summary>
    [Fact]
    public virtual async Task A_plain_settle_after_the_deadline_is_refused()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(SettleRefusal.TimedOut, Assert.IsType<SettleResult.Refused>(await SettleAsync("h", 5)).Reason);
        Assert.Equal((5, 0), await BalanceAsync());
    }
}
