namespace Dressora.Ledger;

/// <summary>Which credits are spent, and in which order.</summary>
public sealed partial class AccountBook
{
    private List<GrantId>? _order;

    private List<GrantId> Ordered()
    {
        if (_order is null)
        {
            var grants = _grants.Values.ToList();
            grants.Sort(SpendingOrder.Instance);
            _order = grants.ConvertAll(grant => grant.Id);
        }

        return _order;
    }

    private Credits Spendable(DateTimeOffset now)
    {
        var sum = Credits.Zero;
        foreach (var grant in _grants.Values)
        {
            sum += IsSpendable(grant, now) ? grant.Available : Credits.Zero;
        }

        return sum;
    }

    /// <summary>
    /// Takes an amount from the front of the spending order. The caller knows that it is there.
    /// </summary>
    private List<CreditHoldLine> Allocate(Credits amount, DateTimeOffset now)
    {
        var lines = new List<CreditHoldLine>();
        foreach (var id in Ordered())
        {
            if (amount == Credits.Zero)
            {
                break;
            }

            var grant = _grants[id];
            if (IsSpendable(grant, now))
            {
                var part = Credits.Min(grant.Available, amount);
                lines.Add(new CreditHoldLine(id, part, Credits.Zero, Credits.Zero, Credits.Zero));
                amount -= part;
            }
        }

        return lines;
    }

    /// <summary>Makes a hold of an amount out of some lines; the entry that makes it is booked next.</summary>
    private CreditHold NewHold(HoldId id, HoldOrigin origin, HoldStatus status, Credits amount, List<CreditHoldLine> lines, DateTimeOffset now) => new()
    {
        Id = id,
        Origin = origin,
        Status = status,
        Amount = amount,
        Settled = status == HoldStatus.Settled ? amount : Credits.Zero,
        Released = Credits.Zero,
        FrozenAt = now,
        Deadline = now,
        Sequence = _account.Sequence + 1,
        Lines = lines,
    };

    /// <summary>Remembers that an amount was not there, so that this id is answered so for ever.</summary>
    private CreditHold Deny(HoldId id, HoldOrigin origin, CreditEntryKind kind, Credits amount, Credits spendable, DateTimeOffset now)
    {
        var denied = NewHold(id, origin, HoldStatus.Denied, amount, [], now) with { Spendable = spendable };
        Change(denied);
        Book(now, Entry(CreditEntryKind.Denied, amount, id) with
        {
            Denial = new CreditDenial(kind, CreditRefusal.Insufficient, spendable),
        });
        return denied;
    }
}
