using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Accounts;

public sealed class TickingTests
{
    private readonly Till _till = new();

    [Fact]
    public void What_a_hold_returns_at_its_deadline_can_be_frozen_at_that_very_instant()
    {
        _till.Grant("g", 5);
        _till.Freeze("first", 5, lifetime: 10);

        Assert.IsType<FreezeResult.Insufficient>(_till.At(9.99).Freeze("second", 5));
        Assert.IsType<FreezeResult.Frozen>(_till.At(10).Freeze("third", 5));
    }

    [Fact]
    public void Credits_can_be_frozen_until_the_instant_of_their_expiry_and_not_at_it()
    {
        _till.Grant("g", 5, expires: 10);

        Assert.IsType<FreezeResult.Frozen>(_till.At(10 - 1e-6).Freeze("h", 1));
        Assert.Equal(Credits.Zero, Assert.IsType<FreezeResult.Insufficient>(_till.At(10).Freeze("too late", 1)).Available);
        Assert.Equal((0, 1, 0, 4), _till.Buckets("g"));
    }

    [Fact]
    public void A_deadline_comes_before_an_expiry_of_the_same_instant()
    {
        _till.Grant("g", 5, expires: 10);
        _till.Freeze("h", 3, lifetime: 10);
        _till.Shelf.Sweep(Till.Minute(10));

        Assert.Equal([CreditEntryKind.TimedOut, CreditEntryKind.Expired, CreditEntryKind.Replaced], _till.Kinds.Skip(2));
        Assert.Equal((0, 0, 0, 5), _till.Buckets("g"));
        Assert.Equal((3, 0, 0, 0), _till.Buckets("replacement:5")); // The 2 that lay there unspent are gone.
    }

    [Fact]
    public void What_fell_due_is_booked_at_its_own_time_and_in_the_order_in_which_it_came()
    {
        _till.Grant("a", 5, expires: 20);
        _till.Grant("b", 5, expires: 40);
        _till.Freeze("early", 1, lifetime: 10);
        _till.Freeze("late", 1, lifetime: 30);
        _till.Shelf.Sweep(Till.Minute(99));

        Assert.Equal(
            [(CreditEntryKind.TimedOut, 10d), (CreditEntryKind.Expired, 20d), (CreditEntryKind.TimedOut, 30d), (CreditEntryKind.Expired, 30d),
                (CreditEntryKind.Replaced, 30d), (CreditEntryKind.Expired, 40d)],
            _till.Shelf.Journal.Skip(4).Select(entry => (entry.Kind, (entry.At - Till.Start).TotalMinutes)));
    }

    [Fact]
    public void Tied_deadlines_and_tied_expiries_go_by_sequence()
    {
        _till.Grant("z", 1, expires: 10);
        _till.Grant("a", 1, expires: 10);
        _till.Freeze("y", 0, lifetime: 10);
        _till.Freeze("b", 0, lifetime: 10);
        _till.Shelf.Sweep(Till.Minute(10));

        Assert.Equal(["y", "b", "z", "a"], _till.Shelf.Journal.Skip(4).Select(entry => entry.Hold?.Value ?? entry.Movements[0].Grant.Value));
    }

    [Fact]
    public void A_refused_operation_still_books_what_has_fallen_due()
    {
        _till.Grant("g", 5, expires: 10);

        Assert.Equal(2, Assert.IsType<SettleResult.Refused>(_till.At(10).Settle("none", 1)).Sequence);
        Assert.Equal((0, 0, 0, 5), _till.Buckets("g"));
    }

    [Fact]
    public void Held_units_survive_the_expiry_of_their_grant()
    {
        _till.Grant("g", 5, expires: 10);
        _till.Freeze("h", 3);
        _till.Shelf.Sweep(Till.Minute(10));
        Assert.Equal((0, 3, 0, 2), _till.Buckets("g"));

        Assert.IsType<SettleResult.Settled>(_till.At(20).Settle("h", 3));

        Assert.Equal((0, 0, 3, 2), _till.Buckets("g"));
    }

    [Fact]
    public void A_release_into_an_expired_grant_makes_three_entries()
    {
        _till.Grant("g", 5, expires: 10);
        _till.Freeze("h", 5);
        _till.At(20).Release("h");

        Assert.Equal([CreditEntryKind.Released, CreditEntryKind.Expired, CreditEntryKind.Replaced], _till.Kinds.Skip(2));
        Assert.Equal([5L, 0L, 5L], _till.Shelf.Journal.Skip(2).Select(entry => entry.AvailableAfter.Value));
        Assert.Equal([20d, 20d, 20d], _till.Shelf.Journal.Skip(2).Select(entry => (entry.At - Till.Start).TotalMinutes));
    }

    [Fact]
    public void The_rest_of_a_partial_settle_expires_where_its_grant_has_expired()
    {
        _till.Grant("g", 5, expires: 10);
        _till.Freeze("h", 5);
        _till.At(20).Settle("h", 2);

        Assert.Equal((0, 0, 2, 3), _till.Buckets("g"));
    }

    [Fact]
    public void Ticking_twice_books_nothing_more()
    {
        _till.Grant("g", 5, expires: 10);
        _till.Freeze("h", 3, lifetime: 5);
        _till.Shelf.Sweep(Till.Minute(10));
        var booked = _till.Shelf.Journal.Count;
        _till.Shelf.Sweep(Till.Minute(10));

        Assert.Equal(booked, _till.Shelf.Journal.Count);
    }

    [Fact]
    public void Time_never_runs_backwards_whatever_the_clock_does()
    {
        _till.At(10).Grant("g", 5, expires: 12);
        _till.At(5).Freeze("h", 1, lifetime: 1);

        Assert.Equal(Till.Minute(10), _till.Shelf.Journal[^1].At);
        Assert.Equal(Till.Minute(11), _till.Hold("h").Deadline);
    }

    [Fact]
    public void A_clock_that_steps_back_brings_no_expired_credits_back()
    {
        _till.Grant("g", 5, expires: 10);
        _till.Shelf.Sweep(Till.Minute(10));

        Assert.IsType<FreezeResult.Insufficient>(_till.At(1).Freeze("h", 1));
    }
}
