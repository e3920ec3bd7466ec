namespace Dressora.Ledger;

/// <summary>
/// What falls due by itself. Booked before every operation, so that no answer depends on when a
/// sweeper ran.
/// </summary>
public sealed partial class AccountBook
{
    // Nothing falls due before this. It may be too early, never too late: then looking finds nothing.
    private DateTimeOffset _nextDue = DateTimeOffset.MaxValue;

    /// <summary>Books every hold deadline and grant expiry that has come, in the order in which they came.</summary>
    /// <param name="now">The time. An earlier one than the account's last entry counts as that.</param>
    /// <returns>The time that counts.</returns>
    public DateTimeOffset Tick(DateTimeOffset now)
    {
        now = now > _account.LastAt ? now : _account.LastAt;
        if (now < _nextDue)
        {
            return now;
        }

        var before = _account.Available;
        while (TryBookNext(now))
        {
        }

        NoteLowBalance(before);
        _nextDue = DateTimeOffset.MaxValue;
        foreach (var hold in _holds.Values)
        {
            WakeAt(hold);
        }

        foreach (var grant in _grants.Values)
        {
            WakeAt(grant);
        }

        return now;
    }

    private bool TryBookNext(DateTimeOffset now)
    {
        var hold = NextDueHold(now);
        var grant = NextDueGrant(now);

        // A deadline comes before an expiry of the same instant: what returns then still meets its grant's expiry.
        if (hold is not null && (grant is null || hold.Deadline <= grant.ExpiresAt))
        {
            var ended = End(hold, HoldStatus.TimedOut, Credits.Zero, NotBeforeLast(hold.Deadline));
            _events.Add(new CreditEvent.HoldTimedOut(_account.Account, _account.Sequence, _account.LastAt, ended.Id, ended.Amount));
        }
        else if (grant is not null)
        {
            Expire(grant, NotBeforeLast(grant.ExpiresAt!.Value));
        }

        return hold is not null || grant is not null;
    }

    private CreditHold? NextDueHold(DateTimeOffset now)
    {
        CreditHold? next = null;
        foreach (var hold in _holds.Values)
        {
            if (hold.Status == HoldStatus.Open && hold.Deadline <= now
                && (next is null || (hold.Deadline, hold.Sequence).CompareTo((next.Deadline, next.Sequence)) < 0))
            {
                next = hold;
            }
        }

        return next;
    }

    private CreditGrant? NextDueGrant(DateTimeOffset now)
    {
        CreditGrant? next = null;
        foreach (var grant in _grants.Values)
        {
            if (IsExpired(grant, now) && grant.Available > Credits.Zero
                && (next is null || (grant.ExpiresAt!.Value, grant.Sequence).CompareTo((next.ExpiresAt!.Value, next.Sequence)) < 0))
            {
                next = grant;
            }
        }

        return next;
    }

    private void Expire(CreditGrant grant, DateTimeOffset at)
    {
        Book(at, Entry(CreditEntryKind.Expired, grant.Available, grant: grant.Id) with
        {
            Movements = [Moving(grant.Id, available: -grant.Available.Value, expired: grant.Available.Value)],
        });
        _events.Add(new CreditEvent.GrantExpired(_account.Account, _account.Sequence, at, grant.Id, grant.Available));
    }

    private void WakeAt(CreditHold hold)
    {
        if (hold.Status == HoldStatus.Open && hold.Deadline < _nextDue)
        {
            _nextDue = hold.Deadline;
        }
    }

    private void WakeAt(CreditGrant grant)
    {
        if (grant.Available > Credits.Zero && grant.ExpiresAt < _nextDue)
        {
            _nextDue = grant.ExpiresAt.Value;
        }
    }

    private DateTimeOffset NotBeforeLast(DateTimeOffset at) => at > _account.LastAt ? at : _account.LastAt;
}
