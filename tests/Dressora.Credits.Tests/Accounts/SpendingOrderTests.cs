using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Accounts;

public sealed class SpendingOrderTests
{
    private readonly Till _till = new();

    [Fact]
    public void A_lower_priority_is_spent_before_any_expiry_is_compared()
    {
        _till.Grant("soon", 1, expires: 5);
        _till.Grant("first", 1, priority: -1);
        _till.Freeze("h", 2);

        Assert.Equal([("first", 1L), ("soon", 1L)], _till.Lines("h"));
    }

    [Fact]
    public void The_nearest_expiry_is_spent_first_and_never_last()
    {
        _till.Grant("never", 1);
        _till.Grant("late", 1, expires: 30);
        _till.Grant("soon", 1, expires: 10);
        _till.Freeze("h", 3);

        Assert.Equal([("soon", 1L), ("late", 1L), ("never", 1L)], _till.Lines("h"));
    }

    [Fact]
    public void Of_equal_expiries_the_one_effective_earlier_is_spent_first()
    {
        _till.Grant("b", 1, expires: 10, effective: 2);
        _till.Grant("a", 1, expires: 10, effective: 1);
        _till.At(3).Freeze("h", 2);

        Assert.Equal([("a", 1L), ("b", 1L)], _till.Lines("h"));
    }

    [Fact]
    public void What_ties_in_everything_else_is_spent_as_it_was_granted()
    {
        _till.Grant("z", 1, expires: 10);
        _till.Grant("a", 1, expires: 10);
        _till.Freeze("h", 2);

        Assert.Equal([("z", 1L), ("a", 1L)], _till.Lines("h"));
    }

    [Fact]
    public void The_order_does_not_depend_on_the_order_in_which_grants_were_loaded()
    {
        _till.Grant("c", 1, expires: 10);
        _till.Grant("b", 1, expires: 10);
        _till.Grant("a", 1, expires: 20);
        var grants = _till.Shelf.Grants.ToList();

        foreach (var loaded in new[] { grants, [.. Enumerable.Reverse(grants)], [grants[1], grants[0], grants[2]] })
        {
            var book = Shelf.Open(_till.Shelf.State, loaded, []);
            var hold = Assert.IsType<FreezeResult.Frozen>(book.Apply(Some.Freeze("h", 3), _till.Now)).Hold;
            Assert.Equal(["c", "b", "a"], hold.Lines.Select(line => line.Grant.Value));
        }
    }

    [Fact]
    public void A_hold_takes_no_more_from_a_grant_than_it_needs()
    {
        _till.Grant("soon", 5, expires: 10);
        _till.Grant("late", 5, expires: 20);
        _till.Freeze("h", 5);

        Assert.Equal([("soon", 5L)], _till.Lines("h"));
        Assert.Equal((5, 0, 0, 0), _till.Buckets("late"));
    }

    [Fact]
    public void A_hold_keeps_its_lines_when_a_sooner_grant_arrives()
    {
        _till.Grant("late", 5, expires: 20);
        _till.Freeze("h", 3);
        _till.Grant("soon", 5, expires: 10);
        _till.Settle("h", 3);

        Assert.Equal((2, 0, 3, 0), _till.Buckets("late"));
        Assert.Equal((5, 0, 0, 0), _till.Buckets("soon"));
    }

    [Fact]
    public void A_grant_that_is_not_yet_effective_is_passed_over()
    {
        _till.Grant("later", 5, expires: 10, effective: 5);
        _till.Grant("now", 5);
        _till.At(4.9).Freeze("early", 1);
        _till.At(5).Freeze("due", 1);

        Assert.Equal([("now", 1L)], _till.Lines("early"));
        Assert.Equal([("later", 1L)], _till.Lines("due"));
    }
}
