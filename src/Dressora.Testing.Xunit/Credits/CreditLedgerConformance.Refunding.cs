using Xunit;

namespace Dressora.Testing;

/// <summary>Charges without a freeze, and charges that go back.</summary>
public abstract partial class CreditLedgerConformance
{
    /// <summary>A refund goes back the way the charge came, last in first out, in as many parts as it takes.</summary>
    [Fact]
    public virtual async Task A_refund_returns_to_the_original_grants_last_charged_first()
    {
        await GrantAsync("first", 3, TimeSpan.FromDays(1));
        await GrantAsync("second", 3, TimeSpan.FromDays(2));
        await FreezeAsync("h", 5);
        await SettleAsync("h", 5);

        await RefundAsync("r1", "h", 1);
        await RefundAsync("r2", "h", 2);

        Assert.Equal((1L, 3L), ((await GrantOfAsync("first"))!.Available.Value, (await GrantOfAsync("second"))!.Available.Value));
        Assert.Equal(new Credits(3), (await HoldAsync("h")).Refunded);
    }

    /// <summary>A refund is bounded by the charge: it never mints.</summary>
    [Fact]
    public virtual async Task Refunds_never_exceed_the_charge()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5);
        await SettleAsync("h", 3);

        await RefundAsync("r1", "h", 2);
        var tooMuch = await RefundAsync("r2", "h", 2);

        Assert.Equal(CreditRefusal.MoreThanSettled, Assert.IsType<RefundResult.Refused>(tooMuch).Reason);
        Assert.Equal((4, 0), await BalanceAsync());
    }

    /// <summary>The bound holds for refunds that come at once, each with a key of its own.</summary>
    [Fact]
    public virtual async Task Refunds_at_once_never_exceed_the_charge()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5);
        await SettleAsync("h", 5);

        var refunds = await TogetherAsync(8, i => RefundAsync($"r{i}", "h", 2));

        Assert.Equal(2, refunds.Count(refund => refund is RefundResult.Refunded));
        Assert.Equal((4, 0), await BalanceAsync());
    }

    /// <summary>A refund that comes twice is one refund; another under its key is none.</summary>
    [Fact]
    public virtual async Task A_refund_happens_once_per_key()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5);
        await SettleAsync("h", 5);

        await RefundAsync("r", "h", 2);

        Assert.IsType<RefundResult.Replayed>(await RefundAsync("r", "h", 2));
        Assert.IsType<RefundResult.Conflict>(await RefundAsync("r", "h", 1));
        Assert.IsType<RevokeResult.Conflict>(await RevokeAsync("r", "g", 2));
        Assert.Equal((2, 0), await BalanceAsync());
    }

    /// <summary>What was not charged cannot be refunded: open, released, timed out.</summary>
    [Fact]
    public virtual async Task Only_what_was_settled_is_refunded()
    {
        await GrantAsync("g", 9);
        await FreezeAsync("open", 2);
        await FreezeAsync("released", 2);
        await ReleaseAsync("released");

        Assert.Equal(CreditRefusal.NotSettled, Assert.IsType<RefundResult.Refused>(await RefundAsync("r1", "open", 1)).Reason);
        Assert.Equal(CreditRefusal.NotSettled, Assert.IsType<RefundResult.Refused>(await RefundAsync("r2", "released", 1)).Reason);
        Assert.Equal((7, 2), await BalanceAsync());
    }

    /// <summary>A refund into an expired grant gives a day to spend it.</summary>
    [Fact]
    public virtual async Task A_refund_into_an_expired_grant_is_replaced()
    {
        await GrantAsync("g", 5, TimeSpan.FromHours(1));
        await FreezeAsync("h", 5);
        await SettleAsync("h", 5);
        Clock.Advance(TimeSpan.FromHours(2));

        await RefundAsync("r", "h", 2);

        var replacement = Assert.Single((await Ledger.GetBalanceAsync(Alice)).Grants);
        Assert.Equal((new GrantReplacement(new GrantId("g"), new HoldId("h")), new Credits(2)), (replacement.Replaces, replacement.Available));
        Assert.Equal(Now + TimeSpan.FromHours(24), replacement.ExpiresAt);
    }

    /// <summary>Work that was charged late is refunded under the id of its own hold.</summary>
    [Fact]
    public virtual async Task A_late_settle_is_refunded_by_the_id_of_its_hold()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await SettleLateAsync("h", 5);

        Assert.IsType<RefundResult.Refunded>(await RefundAsync("r", "h", 4));
        Assert.Equal((4, 0), await BalanceAsync());
    }

    /// <summary>An adjustment charges at once, by the same order, under an id of its own.</summary>
    [Fact]
    public virtual async Task An_adjustment_charges_at_once_and_once()
    {
        await GrantAsync("g", 5);

        var adjusted = Assert.IsType<AdjustResult.Adjusted>(await AdjustAsync("a", 3, "support case 17"));

        Assert.Equal((HoldOrigin.Adjustment, HoldStatus.Settled, new Credits(3)), (adjusted.Hold.Origin, adjusted.Hold.Status, adjusted.Hold.Settled));
        Assert.IsType<AdjustResult.Replayed>(await AdjustAsync("a", 3, "support case 17"));
        Assert.IsType<AdjustResult.Conflict>(await AdjustAsync("a", 2));
        Assert.Equal("support case 17", (await JournalAsync())[^1].Note);
        Assert.Equal((2, 0), await BalanceAsync());
    }

    /// <summary>An adjustment can be refunded and never overdraws; ids are shared with freezes.</summary>
    [Fact]
    public virtual async Task An_adjustment_is_a_charge_like_any_other()
    {
        await GrantAsync("g", 5);
        await AdjustAsync("a", 3);

        Assert.IsType<RefundResult.Refunded>(await RefundAsync("r", "a", 3));
        Assert.Equal(new AdjustResult.Insufficient(new Credits(6), new Credits(5)), await AdjustAsync("b", 6) with { Sequence = 0 });
        Assert.IsType<FreezeResult.Conflict>(await FreezeAsync("a", 3));
        Assert.IsType<ReleaseResult.Refused>(await ReleaseAsync("a"));
    }
}
