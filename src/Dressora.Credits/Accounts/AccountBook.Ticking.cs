namespace Dressora.Ledger;

/// <summary>
/// What falls due by itself. Booked before every operation, so that no answer depends on when a
/// sweeper ran.
/// </summary>
public sealed partial class AccountBook
{
    /// <summary>Books every hold deadline and grant expiry that has come, in the order in which they came.</summary>
    /// <param name="now">The time. An earlier one than the account's last entry counts as that.</param>
    /// <returns>The time that counts.</returns>
    public DateTimeOffset Tick(DateTimeOffset now)
    {
        now = now > _account.LastAt ? now : _account.LastAt;
        while (true)
        {
            var hold = NextDueHold(now);
            var grant = NextDueGrant(now);
            if (hold is null && grant is null)
            {
                return now;
            }

            // A deadline comes before an expiry of the same instant: what returns then still meets its grant's expiry.
            if (grant is null || hold?.Deadline <= grant.ExpiresAt)
            {
                End(hold!, HoldStatus.TimedOut, Credits.Zero, NotBeforeLast(hold!.Deadline));
            }
            else
            {
                Expire(grant, NotBeforeLast(grant.ExpiresAt!.Value));
            }
        }
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

    /// <summary>Expires what has just come back to a grant that expired meanwhile.</summary>
    private void ExpireIfDue(GrantId id, DateTimeOffset at)
    {
        if (_grants[id] is var grant && IsExpired(grant, at) && grant.Available > Credits.Zero)
        {
            Expire(grant, at);
        }
    }

    private void Expire(CreditGrant grant, DateTimeOffset at) => Book(
        CreditEntryKind.Expired,
        null,
        [new CreditMovement(grant.Id, Credits.Zero - grant.Available, Credits.Zero, Credits.Zero, grant.Available)],
        at);

    private DateTimeOffset NotBeforeLast(DateTimeOffset at) => at > _account.LastAt ? at : _account.LastAt;
}
