using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Accounts;

public sealed class FreezeTests
{
    private readonly Till _till = new();

    [Fact]
    public void A_freeze_moves_credits_from_available_to_held_and_sets_the_deadline()
    {
        _till.Grant("g", 5);

        var hold = Assert.IsType<FreezeResult.Frozen>(_till.At(1).Freeze("h", 3, lifetime: 30)).Hold;

        Assert.Equal((2, 3, 0, 0), _till.Buckets("g"));
        Assert.Equal((HoldStatus.Open, Till.Minute(31), 2L), (hold.Status, hold.Deadline, hold.Sequence));
    }

    [Fact]
    public void A_freeze_takes_all_or_nothing()
    {
        _till.Grant("a", 2);
        _till.Grant("b", 2);

        var insufficient = Assert.IsType<FreezeResult.Insufficient>(_till.Freeze("h", 5));

        Assert.Equal((new Credits(5), new Credits(4), 3L), (insufficient.Needed, insufficient.Available, insufficient.Sequence));
        Assert.Equal(((2, 0, 0, 0), (2, 0, 0, 0)), (_till.Buckets("a"), _till.Buckets("b")));
    }

    [Fact]
    public void A_denial_is_remembered_whatever_comes_in_later()
    {
        var denied = Assert.IsType<FreezeResult.Insufficient>(_till.Freeze("h", 5));
        _till.Grant("g", 5);

        Assert.Equal(denied, _till.Freeze("h", 5));
        Assert.IsType<FreezeResult.Conflict>(_till.Freeze("h", 4));
        Assert.IsType<FreezeResult.Frozen>(_till.Freeze("another", 5));
    }

    [Fact]
    public void A_denial_that_nobody_asked_to_remember_leaves_its_id_free()
    {
        var denied = _till.Shelf.Apply(Some.Freeze("h", 5) with { RememberDenial = false }, Till.Start);
        _till.Grant("g", 5);

        Assert.IsType<FreezeResult.Insufficient>(denied);
        Assert.IsType<FreezeResult.Frozen>(_till.Freeze("h", 5));
    }

    [Fact]
    public void An_unknown_account_can_hold_zero_and_no_more()
    {
        Assert.Equal(Credits.Zero, Assert.IsType<FreezeResult.Insufficient>(_till.Freeze("h", 1)).Available);

        var hold = Assert.IsType<FreezeResult.Frozen>(_till.Freeze("free", 0)).Hold;

        Assert.Equal((HoldStatus.Open, 0), (hold.Status, hold.Lines.Count));
        Assert.Equal([CreditEntryKind.Denied, CreditEntryKind.Frozen], _till.Kinds);
    }

    [Fact]
    public void A_hold_of_zero_times_out_like_any_other()
    {
        _till.Freeze("free", 0, lifetime: 5);
        _till.Shelf.Sweep(Till.Minute(5));

        Assert.Equal(HoldStatus.TimedOut, _till.Hold("free").Status);
    }

    [Fact]
    public void The_same_freeze_again_is_replayed_with_the_first_deadline()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 3, lifetime: 30);

        var replayed = Assert.IsType<FreezeResult.Replayed>(_till.At(1).Freeze("h", 3, lifetime: 90));

        Assert.Equal((Till.Minute(30), 2L), (replayed.Hold.Deadline, replayed.Sequence));
        Assert.Equal((2, 3, 0, 0), _till.Buckets("g"));
    }

    [Fact]
    public void Another_amount_under_a_known_id_is_a_conflict_that_changes_nothing()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 3);

        Assert.Equal(new Credits(3), Assert.IsType<FreezeResult.Conflict>(_till.Freeze("h", 2)).Existing.Amount);
        Assert.Equal(2, _till.Shelf.Journal.Count);
    }

    [Theory]
    [InlineData(HoldStatus.Settled)]
    [InlineData(HoldStatus.Released)]
    [InlineData(HoldStatus.TimedOut)]
    public void An_ended_hold_is_replayed_and_never_opened_again(HoldStatus end)
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 3);
        _ = end switch
        {
            HoldStatus.Settled => _till.Settle("h", 1).Sequence,
            HoldStatus.Released => _till.Release("h").Sequence,
            _ => _till.At(60).Now.Ticks,
        };

        Assert.Equal(end, Assert.IsType<FreezeResult.Replayed>(_till.Freeze("h", 3)).Hold.Status);
        Assert.Equal(Credits.Zero, _till.Shelf.State.Held);
    }
}
