using Xunit;

namespace Dressora.Testing;

/// <content>Grant, freeze, settle, release.</content>
public abstract partial class CreditLedgerConformance
{
    /// <summary>A grant can be spent.</summary>
    [Fact]
    public virtual async Task A_grant_can_be_spent_at_once()
    {
        var granted = Assert.IsType<GrantResult.Granted>(await GrantAsync("g", 5));

        Assert.Equal((new Credits(5), new Credits(5)), (granted.Grant.Amount, granted.Grant.Available));
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>One id, one grant.</summary>
    [Fact]
    public virtual async Task Two_redeliveries_of_one_payment_grant_once()
    {
        await GrantAsync("g", 5);

        Assert.IsType<GrantResult.Replayed>(await GrantAsync("g", 5));
        Assert.IsType<GrantResult.Conflict>(await GrantAsync("g", 6));
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>Frozen credits cannot be frozen again.</summary>
    [Fact]
    public virtual async Task Frozen_credits_are_held_and_cannot_be_frozen_again()
    {
        await GrantAsync("g", 5);

        Assert.Equal(HoldStatus.Open, Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 4)).Hold.Status);

        Assert.Equal((1, 4), await BalanceAsync());
        var insufficient = Assert.IsType<FreezeResult.Insufficient>(await FreezeAsync("h2", 2));
        Assert.Equal((new Credits(2), new Credits(1)), (insufficient.Needed, insufficient.Available));
    }

    /// <summary>One id, one hold.</summary>
    [Fact]
    public virtual async Task Freezing_twice_under_one_id_holds_once()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 2);

        Assert.IsType<FreezeResult.Replayed>(await FreezeAsync("h", 2));
        Assert.IsType<FreezeResult.Conflict>(await FreezeAsync("h", 3));
        Assert.Equal((3, 2), await BalanceAsync());
    }

    /// <summary>A replay does not look at the balance.</summary>
    [Fact]
    public virtual async Task A_freeze_that_comes_again_is_replayed_even_when_nothing_is_left()
    {
        await GrantAsync("g", 2);
        await FreezeAsync("h", 2);
        await SettleAsync("h", 2);

        Assert.Equal(HoldStatus.Settled, Assert.IsType<FreezeResult.Replayed>(await FreezeAsync("h", 2)).Hold.Status);
    }

    /// <summary>The nearest expiry is spent first, never last.</summary>
    [Fact]
    public virtual async Task The_package_that_expires_first_is_used_first()
    {
        await GrantAsync("never", 2);
        await GrantAsync("late", 2, TimeSpan.FromDays(90));
        await GrantAsync("soon", 2, TimeSpan.FromDays(7));
        await GrantAsync("urgent", 1, TimeSpan.FromDays(365), priority: -1);

        var hold = Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 6)).Hold;

        Assert.Equal(["urgent", "soon", "late", "never"], hold.Lines.Select(line => line.Grant.Value));
        Assert.Equal([1, 2, 2, 1], hold.Lines.Select(line => line.Held.Value));
    }

    /// <summary>Equal expiries go by effective date, then by sequence.</summary>
    [Fact]
    public virtual async Task Tied_expiries_are_spent_in_a_fixed_order()
    {
        await GrantAsync("b", 1, TimeSpan.FromDays(7));
        await GrantAsync("a", 1, TimeSpan.FromDays(7));

        var hold = Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 2)).Hold;

        Assert.Equal(["b", "a"], hold.Lines.Select(line => line.Grant.Value));
    }

    /// <summary>More than ten packages in one hold.</summary>
    [Fact]
    public virtual async Task A_spend_over_more_than_ten_grants_succeeds()
    {
        for (var i = 0; i < 15; i++)
        {
            await GrantAsync($"g{i}", 1);
        }

        Assert.Equal(15, Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 15)).Hold.Lines.Count);
    }

    /// <summary>What was delivered is charged, front first; the rest returns.</summary>
    [Fact]
    public virtual async Task A_partial_settle_charges_what_expires_soonest_and_returns_the_rest()
    {
        await GrantAsync("soon", 4, TimeSpan.FromDays(7));
        await GrantAsync("late", 4, TimeSpan.FromDays(90));
        await FreezeAsync("h", 8);

        var hold = Assert.IsType<SettleResult.Settled>(await SettleAsync("h", 6)).Hold;

        Assert.Equal([(4L, 0L), (2L, 2L)], hold.Lines.Select(line => (line.Settled.Value, line.Released.Value)));
        Assert.Equal((HoldStatus.Settled, new Credits(6), new Credits(2)), (hold.Status, hold.Settled, hold.Released));
        Assert.Equal((2, 0), await BalanceAsync());
    }

    /// <summary>A settle is answered again, never repeated.</summary>
    [Fact]
    public virtual async Task Settling_twice_charges_once_and_never_tops_up()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 4);
        await SettleAsync("h", 3);

        Assert.IsType<SettleResult.Replayed>(await SettleAsync("h", 3));
        Assert.Equal(SettleRefusal.AlreadySettled, Assert.IsType<SettleResult.Refused>(await SettleAsync("h", 4)).Reason);
        Assert.Equal((2, 0), await BalanceAsync());
    }

    /// <summary>Never more than was frozen.</summary>
    [Fact]
    public virtual async Task More_than_was_frozen_is_never_charged()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 2);

        Assert.Equal(SettleRefusal.MoreThanFrozen, Assert.IsType<SettleResult.Refused>(await SettleAsync("h", 3)).Reason);
        Assert.Equal((3, 2), await BalanceAsync());
    }

    /// <summary>A release returns everything to where it came from.</summary>
    [Fact]
    public virtual async Task A_release_returns_everything_to_its_own_grants()
    {
        await GrantAsync("soon", 2, TimeSpan.FromDays(7));
        await GrantAsync("late", 2, TimeSpan.FromDays(90));
        await FreezeAsync("h", 3);

        Assert.Equal(HoldStatus.Released, Assert.IsType<ReleaseResult.Released>(await ReleaseAsync("h")).Hold.Status);

        Assert.Equal([2, 2], (await Ledger.GetBalanceAsync(Alice)).Grants.Select(grant => grant.Available.Value));
    }

    /// <summary>Poller, webhook and canceller together return once.</summary>
    [Fact]
    public virtual async Task Many_releases_at_once_return_once()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ReleaseAsync("h"))));

        Assert.Single(answers.OfType<ReleaseResult.Released>());
        Assert.Equal(9, answers.OfType<ReleaseResult.Replayed>().Count());
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>An end is an end.</summary>
    [Fact]
    public virtual async Task A_settled_hold_is_not_released_and_a_released_one_not_settled()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("settled", 2);
        await SettleAsync("settled", 2);
        await FreezeAsync("released", 2);
        await ReleaseAsync("released");

        Assert.Equal(HoldStatus.Settled, Assert.IsType<ReleaseResult.Refused>(await ReleaseAsync("settled")).Hold!.Status);
        Assert.Equal(SettleRefusal.AlreadyReleased, Assert.IsType<SettleResult.Refused>(await SettleAsync("released", 2)).Reason);
        Assert.Equal((3, 0), await BalanceAsync());
    }

    /// <summary>A free job keeps one code path.</summary>
    [Fact]
    public virtual async Task Zero_can_be_frozen_and_settled()
    {
        Assert.Empty(Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("free", 0)).Hold.Lines);
        Assert.Equal(HoldStatus.Settled, Assert.IsType<SettleResult.Settled>(await SettleAsync("free", 0)).Hold.Status);

        await GrantAsync("g", 5);
        await FreezeAsync("h", 3);
        Assert.Equal(new Credits(3), Assert.IsType<SettleResult.Settled>(await SettleAsync("h", 0)).Hold.Released);
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>Ten at once never run on credits for one.</summary>
    [Fact]
    public virtual async Task Many_freezes_at_once_never_hold_more_than_there_is()
    {
        await GrantAsync("g", 6);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => FreezeAsync($"h{i}", 2))));

        Assert.Equal(3, answers.OfType<FreezeResult.Frozen>().Count());
        Assert.Equal(17, answers.OfType<FreezeResult.Insufficient>().Count());
        Assert.Equal((0, 6), await BalanceAsync());
    }

    /// <summary>Equal operations at once have one effect and equal answers.</summary>
    [Fact]
    public virtual async Task Equal_freezes_at_once_hold_once()
    {
        await GrantAsync("g", 6);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => FreezeAsync("h", 2))));

        Assert.Single(answers.OfType<FreezeResult.Frozen>());
        Assert.All(answers.OfType<FreezeResult.Replayed>(), answer => Assert.Equal(HoldStatus.Open, answer.Hold.Status));
        Assert.Equal((4, 2), await BalanceAsync());
    }
}
