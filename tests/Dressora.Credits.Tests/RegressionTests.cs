using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests;

/// <summary>Defects that credit systems are known for. None of them may ever be found here.</summary>
public sealed class RegressionTests
{
    private readonly Till _till = new();

    /// <summary>ShipAny: a spend over more than ten lots fails, and a short one is booked in full.</summary>
    [Fact]
    public void A_spend_may_touch_more_than_ten_grants()
    {
        for (var i = 0; i < 100; i++)
        {
            _till.Grant($"g{i}", 1, expires: 100 - i);
        }

        _till.Freeze("h", 100);

        Assert.Equal(100, Assert.IsType<SettleResult.Settled>(_till.Settle("h", 99)).Hold.Lines.Count);
        Assert.Equal((1, 0, 0, 0), _till.Buckets("g0"));
    }

    /// <summary>open-saas #688, ShipAny, pollinations #10621, Lago #5870: a redelivered payment grants again.</summary>
    [Fact]
    public void A_redelivered_payment_grants_once()
    {
        for (var i = 0; i < 3; i++)
        {
            _till.At(i).Grant("stripe:ch_1", 100, expires: 1_000);
        }

        Assert.Equal(new Credits(100), _till.Shelf.State.Available);
        Assert.Single(_till.Shelf.Journal);
    }

    /// <summary>ShipAny, new-api #6074, eve #582, elizaOS #11696: poll, webhook, sweep and cancel each give back.</summary>
    [Fact]
    public void A_poller_and_a_webhook_cannot_both_give_back_one_hold()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 5);
        _till.Release("h");
        _till.Freeze("next", 5);
        _till.Release("h");

        Assert.Equal((0, 5, 0, 0), _till.Buckets("g"));
    }

    /// <summary>ShipAny: the same, with a sweeper and a late request.</summary>
    [Fact]
    public void A_sweeper_and_a_route_end_a_hold_by_one_transition()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 5, lifetime: 10);
        _till.Shelf.Sweep(Till.Minute(10));
        _till.At(11).Release("h");
        _till.At(12).Settle("h", 5);

        Assert.Equal((5, 0, 0, 0), _till.Buckets("g"));
        Assert.Single(_till.Kinds, CreditEntryKind.TimedOut);
    }

    /// <summary>ShipAny: lots that expire together are spent in whatever order the database returns.</summary>
    [Fact]
    public void Tied_expiries_are_spent_in_one_order_whoever_loads_them()
    {
        for (var i = 0; i < 20; i++)
        {
            _till.Grant($"g{i * 7 % 20}", 1, expires: 10);
        }

        var granted = _till.Shelf.Grants.OrderBy(grant => grant.Sequence).Select(grant => grant.Id.Value).ToList();
        _till.Freeze("h", 20);

        Assert.Equal(granted, _till.Lines("h").Select(line => line.Grant));
    }

    /// <summary>Lago, fountain #1131: what has expired and was not swept is still spent.</summary>
    [Fact]
    public void Expired_credits_that_nobody_swept_are_not_spendable()
    {
        _till.Grant("promo", 5, expires: 10);
        _till.Grant("paid", 2);

        Assert.Equal(new Credits(2), Assert.IsType<FreezeResult.Insufficient>(_till.At(10).Freeze("h", 3)).Available);
    }

    /// <summary>flexprice: an expiry takes what is promised to somebody, or what belongs to another grant.</summary>
    [Fact]
    public void An_expiry_takes_only_the_rest_of_its_own_grant()
    {
        _till.Grant("promo", 5, expires: 10);
        _till.Grant("paid", 5);
        _till.Freeze("h", 4);
        _till.Settle("h", 4);
        _till.Shelf.Sweep(Till.Minute(10));

        Assert.Equal((0, 0, 4, 1), _till.Buckets("promo"));
        Assert.Equal((5, 0, 0, 0), _till.Buckets("paid"));
    }

    /// <summary>Formance Wallets: the rest of a partial settle lands in another wallet.</summary>
    [Fact]
    public void The_remainder_returns_to_its_own_grants_and_keeps_their_expiry()
    {
        _till.Grant("promo", 5, expires: 10);
        _till.Grant("paid", 5);
        _till.Freeze("h", 8);
        _till.Settle("h", 2);
        Assert.Equal((3, 0, 2, 0), _till.Buckets("promo"));

        _till.Shelf.Sweep(Till.Minute(10));

        Assert.Equal(new Credits(5), _till.Shelf.State.Available);
    }

    /// <summary>Formance Wallets: a void books consumption elsewhere.</summary>
    [Fact]
    public void A_release_books_no_consumption_on_any_grant()
    {
        _till.Grant("a", 2, expires: 10);
        _till.Grant("b", 2, expires: 20);
        _till.Freeze("h", 3);
        _till.Release("h");

        Assert.Equal([2L, 2L], _till.Shelf.Grants.Select(grant => grant.Available.Value));
    }

    /// <summary>ShipAny: a duplicate is refused, or charged, because the balance is looked at first.</summary>
    [Fact]
    public void A_replay_is_recognised_before_the_balance_is_looked_at()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 5);

        Assert.IsType<FreezeResult.Replayed>(_till.Freeze("h", 5));
        Assert.IsType<FreezeResult.Insufficient>(_till.Freeze("other", 1));
    }

    /// <summary>Blnk #171, Midaz #1609: a lost answer to a settle charges again.</summary>
    [Fact]
    public void A_lost_answer_to_a_settle_is_asked_for_again_and_charges_no_more()
    {
        _till.Grant("g", 9);
        _till.Freeze("h", 6);
        _till.Settle("h", 2);

        Assert.IsType<SettleResult.Replayed>(_till.Settle("h", 2));
        Assert.IsType<SettleResult.Refused>(_till.Settle("h", 4));
        Assert.Equal((7, 0, 2, 0), _till.Buckets("g"));
    }

    /// <summary>Autumn: a retry finds nothing to replay.</summary>
    [Fact]
    public void An_ended_hold_is_found_and_replayed_however_late()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 2);
        _till.Settle("h", 2);

        Assert.IsType<SettleResult.Replayed>(_till.At(10_000_000).Settle("h", 2));
    }

    /// <summary>Autumn: what nobody ended is charged.</summary>
    [Fact]
    public void A_time_out_returns_and_never_charges()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 3, lifetime: 10);
        _till.Shelf.Sweep(Till.Minute(10));

        Assert.Equal((5, 0, 0, 0), _till.Buckets("g"));
        Assert.Equal((Credits.Zero, new Credits(3)), (_till.Hold("h").Settled, _till.Hold("h").Released));
    }

    /// <summary>Autumn: a forgotten hold is a charge for ever.</summary>
    [Fact]
    public void A_forgotten_hold_is_no_charge_for_ever()
    {
        _till.Grant("g", 5);
        _till.Freeze("forgotten", 5, lifetime: 10);

        Assert.IsType<FreezeResult.Frozen>(_till.At(10).Freeze("h", 5));
    }

    /// <summary>flexprice: a hold of one grant keeps another from expiring, or none at all.</summary>
    [Fact]
    public void A_hold_protects_its_own_units_and_no_others()
    {
        _till.Grant("promo", 5, expires: 10);
        _till.Grant("paid", 5, priority: -1);
        _till.Freeze("h", 5);
        _till.Shelf.Sweep(Till.Minute(10));

        Assert.Equal((0, 0, 0, 5), _till.Buckets("promo"));
        Assert.Equal((0, 5, 0, 0), _till.Buckets("paid"));
    }

    /// <summary>ShipAny: a refund into an expired lot vanishes.</summary>
    [Fact]
    public void What_returns_to_an_expired_grant_goes_to_no_other_and_is_on_the_statement()
    {
        _till.Grant("promo", 3, expires: 10);
        _till.Grant("paid", 5);
        _till.Freeze("h", 3);
        _till.At(20).Release("h");

        Assert.Equal((0, 0, 0, 3), _till.Buckets("promo"));
        Assert.Equal((5, 0, 0, 0), _till.Buckets("paid"));
        Assert.Equal(new Credits(3), _till.Shelf.Journal[^2].Movements[0].Expired);
        Assert.Equal((CreditEntryKind.Replaced, new Credits(3)), (_till.Shelf.Journal[^1].Kind, _till.Shelf.Journal[^1].Amount));
    }

    /// <summary>open-saas #727, elizaOS #10857, LibreChat #15879, litellm #34732: many jobs at once run on credits for one.</summary>
    [Fact]
    public void Many_jobs_at_once_never_run_on_credits_for_one()
    {
        _till.Grant("g", 3);

        var answers = _till.Shelf.ApplyAll([.. Enumerable.Range(0, 10).Select(i => Some.Freeze($"h{i}", 2))], _till.Now);

        Assert.Single(answers.OfType<FreezeResult.Frozen>());
        Assert.Equal((1, 2, 0, 0), _till.Buckets("g"));
    }

    /// <summary>OpenMeter #1344, elizaOS #22728: negative grants.</summary>
    [Fact]
    public void A_negative_amount_never_reaches_an_account()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 2);

        Assert.ThrowsAny<ArgumentException>(() => _till.Settle("h", -2));
        Assert.ThrowsAny<ArgumentException>(() => _till.Freeze("minus", -2));
        Assert.ThrowsAny<ArgumentException>(() => _till.Grant("minus", -2));
        Assert.Equal((3, 2, 0, 0), _till.Buckets("g"));
    }
}
