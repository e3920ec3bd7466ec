using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Accounts;

public sealed class EndingTests
{
    private readonly Till _till = new();

    public EndingTests()
    {
        _till.Grant("soon", 4, expires: 100);
        _till.Grant("late", 4, expires: 200);
        _till.Freeze("h", 6);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 3, 0)]
    [InlineData(4, 4, 0)]
    [InlineData(5, 4, 1)]
    [InlineData(6, 4, 2)]
    public void A_settle_charges_the_front_and_returns_the_back(long amount, long fromSoon, long fromLate)
    {
        var hold = Assert.IsType<SettleResult.Settled>(_till.Settle("h", amount)).Hold;

        Assert.Equal([fromSoon, fromLate], hold.Lines.Select(line => line.Settled.Value));
        Assert.Equal([4 - fromSoon, 2 - fromLate], hold.Lines.Select(line => line.Released.Value));
        Assert.Equal((4 - fromSoon, 0, fromSoon, 0), _till.Buckets("soon"));
        Assert.Equal((4 - fromLate, 0, fromLate, 0), _till.Buckets("late"));
    }

    [Fact]
    public void A_partial_settle_leaves_what_a_smaller_hold_would_have_left()
    {
        var smaller = new Till();
        smaller.Grant("soon", 4, expires: 100);
        smaller.Grant("late", 4, expires: 200);
        smaller.Freeze("h", 5);
        smaller.Settle("h", 5);
        _till.Settle("h", 5);

        Assert.Equal(smaller.Shelf.Grants, _till.Shelf.Grants);
    }

    [Fact]
    public void Settling_zero_ends_as_settled_and_not_as_released()
    {
        var hold = Assert.IsType<SettleResult.Settled>(_till.Settle("h", 0)).Hold;

        Assert.Equal((HoldStatus.Settled, new Credits(6)), (hold.Status, hold.Released));
        Assert.IsType<ReleaseResult.Refused>(_till.Release("h"));
    }

    [Fact]
    public void More_than_was_frozen_is_refused_and_the_hold_stays_open()
    {
        var refused = Assert.IsType<SettleResult.Refused>(_till.Settle("h", 7));

        Assert.Equal((SettleRefusal.MoreThanFrozen, HoldStatus.Open), (refused.Reason, refused.Hold!.Status));
        Assert.IsType<SettleResult.Settled>(_till.Settle("h", 6));
    }

    [Fact]
    public void The_same_settle_again_is_replayed_and_another_amount_refused()
    {
        _till.Settle("h", 5);

        Assert.Equal(new Credits(5), Assert.IsType<SettleResult.Replayed>(_till.Settle("h", 5)).Hold.Settled);
        var refused = Assert.IsType<SettleResult.Refused>(_till.Settle("h", 6));
        Assert.Equal((SettleRefusal.AlreadySettled, new Credits(5)), (refused.Reason, refused.Hold!.Settled));
        Assert.Equal(4, _till.Shelf.Journal.Count);
    }

    [Fact]
    public void A_release_returns_every_line_and_records_why()
    {
        Assert.IsType<ReleaseResult.Released>(_till.Release("h", ReleaseReason.Canceled));

        Assert.Equal((4, 0, 0, 0), _till.Buckets("soon"));
        Assert.Equal((4, 0, 0, 0), _till.Buckets("late"));
        Assert.Equal(ReleaseReason.Canceled, _till.Shelf.Journal[^1].Reason);
    }

    [Fact]
    public void A_second_release_is_a_replay_whatever_its_reason()
    {
        _till.Release("h");

        Assert.IsType<ReleaseResult.Replayed>(_till.Release("h", ReleaseReason.Canceled));
        Assert.Equal(4, _till.Shelf.Journal.Count);
    }

    [Fact]
    public void A_settle_after_a_release_is_refused_and_says_so()
    {
        _till.Release("h");

        var refused = Assert.IsType<SettleResult.Refused>(_till.Settle("h", 6));
        Assert.Equal((SettleRefusal.AlreadyReleased, HoldStatus.Released), (refused.Reason, refused.Hold!.Status));
        Assert.Equal(new Credits(8), _till.Shelf.State.Available);
    }

    [Fact]
    public void A_settle_after_the_time_out_is_refused_and_says_so()
    {
        var refused = Assert.IsType<SettleResult.Refused>(_till.At(60).Settle("h", 6));

        Assert.Equal((SettleRefusal.TimedOut, HoldStatus.TimedOut), (refused.Reason, refused.Hold!.Status));
        Assert.Equal(new Credits(8), _till.Shelf.State.Available);
    }

    [Fact]
    public void A_release_after_the_time_out_is_a_replay()
    {
        Assert.Equal(HoldStatus.TimedOut, Assert.IsType<ReleaseResult.Replayed>(_till.At(60).Release("h")).Hold.Status);
        Assert.Equal([CreditEntryKind.TimedOut], _till.Kinds.Skip(3));
    }

    [Fact]
    public void A_release_after_a_settle_is_refused_with_the_settled_hold()
    {
        _till.Settle("h", 6);

        Assert.Equal(HoldStatus.Settled, Assert.IsType<ReleaseResult.Refused>(_till.Release("h")).Hold!.Status);
        Assert.Equal(new Credits(2), _till.Shelf.State.Available);
    }

    [Fact]
    public void A_hold_that_nobody_made_is_neither_settled_nor_released()
    {
        var refused = Assert.IsType<SettleResult.Refused>(_till.Settle("other", 0));

        Assert.Equal((SettleRefusal.NotFound, null), (refused.Reason, refused.Hold));
        Assert.Null(Assert.IsType<ReleaseResult.Refused>(_till.Release("other")).Hold);
    }
}
