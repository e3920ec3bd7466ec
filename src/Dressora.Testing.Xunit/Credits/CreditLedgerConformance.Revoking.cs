using Xunit;

namespace Dressora.Testing;

/// <summary>Grants that are taken back, and grants that make good.</summary>
public abstract partial class CreditLedgerConformance
{
    /// <summary>A revocation takes what is available, and no other grant ever pays for it.</summary>
    [Fact]
    public virtual async Task A_revocation_is_bounded_to_its_grant()
    {
        await GrantAsync("charged back", 5, TimeSpan.FromDays(1));
        await GrantAsync("paid", 5);
        await FreezeAsync("h", 3);
        await SettleAsync("h", 3);

        var revoked = Assert.IsType<RevokeResult.Revoked>(await RevokeAsync("v", "charged back"));

        Assert.Equal((new Credits(2), new Credits(5), new Credits(3)), (revoked.Taken, revoked.Grant.Claimed, revoked.Grant.Owing));
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>What is held when the grant is revoked is taken as soon as it comes back.</summary>
    [Fact]
    public virtual async Task What_comes_back_to_a_revoked_grant_is_taken()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 3);
        await RevokeAsync("v", "g");

        await ReleaseAsync("h");

        Assert.Equal((0, 0), await BalanceAsync());
        Assert.Equal([CreditEntryKind.Revoked, CreditEntryKind.Released, CreditEntryKind.Revoked], (await JournalAsync()).Skip(2).Select(entry => entry.Kind));
    }

    /// <summary>What was spent of a revoked grant is taken when it is refunded.</summary>
    [Fact]
    public virtual async Task A_refund_into_a_revoked_grant_is_taken()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 5);
        await SettleAsync("h", 5);
        await RevokeAsync("v", "g");

        await RefundAsync("r", "h", 5);

        Assert.Equal((0, 0), await BalanceAsync());
    }

    /// <summary>Held credits of a revoked grant may still be settled: the work was paid for when it began.</summary>
    [Fact]
    public virtual async Task A_hold_on_a_revoked_grant_can_still_be_settled()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 3);
        await RevokeAsync("v", "g");

        Assert.IsType<SettleResult.Settled>(await SettleAsync("h", 3));
        Assert.Equal((0, 0), await BalanceAsync());
    }

    /// <summary>Parts add up to the grant and not beyond; a key works once.</summary>
    [Fact]
    public virtual async Task Revocations_in_parts_never_exceed_the_grant()
    {
        await GrantAsync("g", 5);

        await RevokeAsync("v1", "g", 2);
        Assert.Equal(new Credits(2), Assert.IsType<RevokeResult.Replayed>(await RevokeAsync("v1", "g", 2)).Taken);
        Assert.IsType<RevokeResult.Conflict>(await RevokeAsync("v1", "g", 3));
        Assert.Equal(CreditRefusal.MoreThanGranted, Assert.IsType<RevokeResult.Refused>(await RevokeAsync("v2", "g", 4)).Reason);
        Assert.Equal((3, 0), await BalanceAsync());
    }

    /// <summary>What failed work returns to an expired grant can be spent for a day more, once.</summary>
    [Fact]
    public virtual async Task A_time_out_into_an_expired_grant_is_replaced_for_a_day_and_once()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(30), priority: 2);
        await FreezeAsync("h", 4);
        Clock.Advance(TimeSpan.FromHours(1));

        var replacement = Assert.Single((await Ledger.GetBalanceAsync(Alice)).Grants);
        await FreezeAsync("again", 4, TimeSpan.FromDays(2));
        Clock.Advance(TimeSpan.FromDays(1));
        await ReleaseAsync("again");

        Assert.Equal((new GrantId("g"), new Credits(4), 2), (replacement.Replaces!.Grant, replacement.Amount, replacement.Priority));
        Assert.True(replacement.Id.IsReserved);
        Assert.Equal((0, 0), await BalanceAsync());
    }

    /// <summary>The rest of a partial settle is made good like anything else that comes back.</summary>
    [Fact]
    public virtual async Task The_rest_of_a_partial_settle_is_replaced()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(30));
        await FreezeAsync("h", 5, TimeSpan.FromHours(2));
        Clock.Advance(TimeSpan.FromHours(1));

        await SettleAsync("h", 2);

        Assert.Equal((3, 0), await BalanceAsync());
    }

    /// <summary>Who cancels after the expiry has given the credits up.</summary>
    [Fact]
    public virtual async Task A_cancel_into_an_expired_grant_forfeits()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(30));
        await FreezeAsync("h", 5, TimeSpan.FromHours(2));
        Clock.Advance(TimeSpan.FromHours(1));

        await CancelAsync("h");

        Assert.Equal((0, 0), await BalanceAsync());
    }

    /// <summary>What lies unspent in a grant at its expiry is not made good because something else came back at that instant.</summary>
    [Fact]
    public virtual async Task Only_what_came_back_is_replaced()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(30));
        await FreezeAsync("h", 3, TimeSpan.FromMinutes(30));
        Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal((3, 0), await BalanceAsync());
        Assert.Equal(
            [CreditEntryKind.TimedOut, CreditEntryKind.Expired, CreditEntryKind.Replaced],
            (await JournalAsync()).Skip(2).Select(entry => entry.Kind));
    }

    /// <summary>A revocation reaches the credits that replaced those of its grant.</summary>
    [Fact]
    public virtual async Task A_revocation_reaches_replacements()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(30));
        await FreezeAsync("h", 4);
        Clock.Advance(TimeSpan.FromHours(1));

        var revoked = Assert.IsType<RevokeResult.Revoked>(await RevokeAsync("v", "g"));

        Assert.Equal(new Credits(4), revoked.Taken);
        Assert.Equal((0, 0), await BalanceAsync());
    }

    /// <summary>A hold on a replacement that is made and ended at once is sound.</summary>
    [Fact]
    public virtual async Task A_replacement_can_be_frozen_and_released_at_once()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(30));
        await FreezeAsync("h", 4);
        Clock.Advance(TimeSpan.FromHours(1));
        await BalanceAsync();

        await Task.WhenAll(
            BalanceAsync(),
            FreezeAsync("again", 4, TimeSpan.FromHours(1)),
            ReleaseAsync("again"));
        await ReleaseAsync("again");

        Assert.Equal((4, 0), await BalanceAsync());
    }

    /// <summary>A grant's metadata is part of it, and its replacement's too.</summary>
    [Fact]
    public virtual async Task Metadata_is_kept_compared_and_inherited()
    {
        var grant = new GrantCredits
        {
            Account = Alice,
            Grant = new GrantId("g"),
            Amount = new Credits(5),
            ExpiresAt = Now + TimeSpan.FromMinutes(30),
            Metadata = "charge \"7\", €",
        };
        await Ledger.GrantAsync(grant);
        await FreezeAsync("h", 5);

        Assert.IsType<GrantResult.Replayed>(await Ledger.GrantAsync(grant));
        Assert.IsType<GrantResult.Conflict>(await Ledger.GrantAsync(grant with { Metadata = "another" }));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(grant.Metadata, Assert.Single((await Ledger.GetBalanceAsync(Alice)).Grants).Metadata);
    }

    /// <summary>A sweep books what is due on accounts that nobody asks about, and then has nothing to do.</summary>
    [Fact]
    public virtual async Task A_sweep_books_what_has_fallen_due()
    {
        await GrantAsync("g", 5, TimeSpan.FromMinutes(30));
        await FreezeAsync("h", 3, TimeSpan.FromMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1, await Ledger.SweepAsync());
        Assert.Equal(0, await Ledger.SweepAsync());
        Assert.Equal(HoldStatus.TimedOut, (await HoldAsync("h")).Status);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ledger.SweepAsync(0));
    }

    /// <summary>The ledger's own ids cannot be taken.</summary>
    [Fact]
    public virtual async Task Reserved_ids_are_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => GrantAsync("replacement:1", 1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => FreezeAsync("late:h", 1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AdjustAsync("late:h", 1));
        Assert.Empty(await JournalAsync());
    }
}
