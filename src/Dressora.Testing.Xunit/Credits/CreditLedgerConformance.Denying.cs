using Xunit;

namespace Dressora.Testing;

/// <summary>Denials: answered for ever as they were decided.</summary>
public abstract partial class CreditLedgerConformance
{
    /// <summary>
    /// A denial is remembered: a retry that comes after a top-up is answered as the first try was, with the sequence it was decided at.
    /// </summary>
    [Fact]
    public virtual async Task A_denied_freeze_is_denied_for_ever_under_its_id()
    {
        await GrantAsync("g", 4);
        var denied = await FreezeAsync("h", 5);
        await GrantAsync("top-up", 10);

        var again = await FreezeAsync("h", 5);

        Assert.Equal(new FreezeResult.Insufficient(new Credits(5), new Credits(4)) { Sequence = 2 }, denied);
        Assert.Equal(denied, again);
        Assert.Equal((14, 0), await BalanceAsync());
    }

    /// <summary>A remembered denial is on the statement and moves nothing.</summary>
    [Fact]
    public virtual async Task A_denial_is_an_entry_that_moves_nothing()
    {
        await FreezeAsync("h", 5);

        var entry = Assert.Single(await JournalAsync());

        Assert.Equal((CreditEntryKind.Denied, new HoldId("h"), new Credits(5)), (entry.Kind, entry.Hold, entry.Amount));
        Assert.Equal(new CreditDenial(CreditEntryKind.Frozen, CreditRefusal.Insufficient, Credits.Zero), entry.Denial);
        Assert.Empty(entry.Movements);
    }

    /// <summary>Another amount under a denied id conflicts, as it does under any known id.</summary>
    [Fact]
    public virtual async Task Another_amount_under_a_denied_id_conflicts()
    {
        await FreezeAsync("h", 5);
        await GrantAsync("g", 5);

        Assert.IsType<FreezeResult.Conflict>(await FreezeAsync("h", 4));
        Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h2", 4));
    }

    /// <summary>Who would rather try again under the same id says so, and nothing is written.</summary>
    [Fact]
    public virtual async Task A_denial_that_is_not_to_be_remembered_leaves_nothing()
    {
        var freeze = new FreezeCredits
        {
            Account = Alice,
            Hold = new HoldId("h"),
            Amount = new Credits(5),
            Lifetime = TimeSpan.FromHours(1),
            RememberDenial = false,
        };
        var denied = await Ledger.FreezeAsync(freeze);
        await GrantAsync("g", 5);

        Assert.Equal(0, denied.Sequence);
        Assert.IsType<FreezeResult.Frozen>(await Ledger.FreezeAsync(freeze));
        Assert.Equal(2, (await JournalAsync()).Count);
    }

    /// <summary>A denied hold holds nothing, and cannot be ended.</summary>
    [Fact]
    public virtual async Task A_denied_hold_can_be_neither_settled_nor_released_nor_extended()
    {
        await FreezeAsync("h", 5);
        await GrantAsync("g", 5);

        Assert.Equal(SettleRefusal.Denied, Assert.IsType<SettleResult.Refused>(await SettleAsync("h", 5)).Reason);
        Assert.IsType<ReleaseResult.Refused>(await ReleaseAsync("h"));
        Assert.IsType<ExtendResult.Refused>(await ExtendAsync("h", TimeSpan.FromHours(2)));
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>A refund or a revocation that was refused is refused for ever under its key.</summary>
    [Fact]
    public virtual async Task A_refused_refund_and_a_refused_revocation_are_remembered()
    {
        var refund = await RefundAsync("r", "h", 1);
        var revocation = await RevokeAsync("v", "g", 1);
        await GrantAsync("g", 5);
        await FreezeAsync("h", 2);
        await SettleAsync("h", 2);

        Assert.Equal(CreditRefusal.NotFound, Assert.IsType<RefundResult.Refused>(refund).Reason);
        Assert.Equal((CreditRefusal.NotFound, 1L), Assert.IsType<RefundResult.Refused>(await RefundAsync("r", "h", 1)) is var r ? (r.Reason, r.Sequence) : default);
        Assert.Equal(CreditRefusal.NotFound, Assert.IsType<RevokeResult.Refused>(revocation).Reason);
        Assert.Equal((CreditRefusal.NotFound, 2L), Assert.IsType<RevokeResult.Refused>(await RevokeAsync("v", "g", 1)) is var v ? (v.Reason, v.Sequence) : default);
        Assert.IsType<RefundResult.Refunded>(await RefundAsync("another", "h", 1));
    }
}
