namespace Dressora.Ledger;

/// <summary>Freeze, extend, settle, release.</summary>
public sealed partial class AccountBook
{
    private FreezeResult Freeze(FreezeCredits operation, DateTimeOffset now)
    {
        // Whether it came before is looked at before any balance: a duplicate must not begin to charge, or be refused.
        if (_holds.TryGetValue(operation.Hold, out var existing))
        {
            return existing.Amount != operation.Amount || existing.Origin != HoldOrigin.Freeze
                ? new FreezeResult.Conflict(existing) { Sequence = _account.Sequence }
                : existing.Status == HoldStatus.Denied
                ? new FreezeResult.Insufficient(existing.Amount, existing.Spendable!.Value) { Sequence = existing.Sequence }
                : new FreezeResult.Replayed(existing) { Sequence = _account.Sequence };
        }

        var spendable = Spendable(now);
        if (spendable < operation.Amount)
        {
            if (operation.RememberDenial)
            {
                Deny(operation.Hold, HoldOrigin.Freeze, CreditEntryKind.Frozen, operation.Amount, spendable, now);
            }

            return new FreezeResult.Insufficient(operation.Amount, spendable) { Sequence = _account.Sequence };
        }

        var lines = Allocate(operation.Amount, now);
        var hold = NewHold(operation.Hold, HoldOrigin.Freeze, HoldStatus.Open, operation.Amount, lines, now) with
        {
            Deadline = now + operation.Lifetime,
        };
        Change(hold);
        Book(now, Entry(CreditEntryKind.Frozen, hold.Amount, hold.Id) with
        {
            Deadline = hold.Deadline,
            Movements = lines.ConvertAll(line => Moving(line.Grant, available: -line.Held.Value, held: line.Held.Value)),
        });
        return new FreezeResult.Frozen(hold) { Sequence = _account.Sequence };
    }

    private ExtendResult Extend(ExtendCredits operation, DateTimeOffset now)
    {
        var hold = FindFrozen(operation.Hold);
        if (hold is not { Status: HoldStatus.Open })
        {
            return new ExtendResult.Refused(hold) { Sequence = _account.Sequence };
        }

        var deadline = hold.FrozenAt + operation.Lifetime;
        if (deadline <= hold.Deadline)
        {
            return new ExtendResult.Replayed(hold) { Sequence = _account.Sequence };
        }

        hold = hold with { Deadline = deadline };
        Change(hold);
        Book(now, Entry(CreditEntryKind.Extended, hold.Amount, hold.Id) with { Deadline = deadline });
        return new ExtendResult.Extended(hold) { Sequence = _account.Sequence };
    }

    private SettleResult Settle(SettleCredits operation, DateTimeOffset now)
    {
        var hold = FindFrozen(operation.Hold);
        if (hold is { Status: HoldStatus.TimedOut } && operation.Reacquire)
        {
            return SettleLate(operation, hold, now);
        }

        SettleRefusal? refusal = hold switch
        {
            null => SettleRefusal.NotFound,
            { Status: HoldStatus.Denied } => SettleRefusal.Denied,
            { Status: HoldStatus.Released } => SettleRefusal.AlreadyReleased,
            { Status: HoldStatus.TimedOut } => SettleRefusal.TimedOut,
            { Status: HoldStatus.Settled } when hold.Settled != operation.Amount => SettleRefusal.AlreadySettled,
            { Status: HoldStatus.Open } when operation.Amount > hold.Amount => SettleRefusal.MoreThanFrozen,
            _ => null,
        };
        if (refusal is { } reason)
        {
            return new SettleResult.Refused(reason, hold) { Sequence = _account.Sequence };
        }

        return hold!.Status == HoldStatus.Settled
            ? new SettleResult.Replayed(hold) { Sequence = _account.Sequence }
            : new SettleResult.Settled(End(hold, HoldStatus.Settled, operation.Amount, now)) { Sequence = _account.Sequence };
    }

    private ReleaseResult Release(ReleaseCredits operation, DateTimeOffset now)
    {
        var hold = FindFrozen(operation.Hold);
        return hold?.Status switch
        {
            null or HoldStatus.Settled or HoldStatus.Denied => new ReleaseResult.Refused(hold) { Sequence = _account.Sequence },
            // Back is back: a release that comes after the time-out got what it wanted.
            HoldStatus.Released or HoldStatus.TimedOut => new ReleaseResult.Replayed(hold) { Sequence = _account.Sequence },
            _ => new ReleaseResult.Released(End(hold, HoldStatus.Released, Credits.Zero, now, operation.Reason))
            {
                Sequence = _account.Sequence,
            },
        };
    }

    /// <summary>
    /// Ends an open hold: charges the front of its lines, which expires soonest, and returns the
    /// back. So a partial settle leaves what a hold of exactly that amount would have left.
    /// </summary>
    private CreditHold End(CreditHold hold, HoldStatus status, Credits charge, DateTimeOffset at, ReleaseReason? reason = null)
    {
        var left = charge;
        var lines = new List<CreditHoldLine>(hold.Lines.Count);
        foreach (var line in hold.Lines)
        {
            var settled = Credits.Min(line.Held, left);
            left -= settled;
            lines.Add(line with { Settled = settled, Released = line.Held - settled });
        }

        var ended = hold with { Status = status, Settled = charge, Released = hold.Amount - charge, Lines = lines };
        Change(ended);
        var kind = status switch
        {
            HoldStatus.Settled => CreditEntryKind.Settled,
            HoldStatus.Released => CreditEntryKind.Released,
            _ => CreditEntryKind.TimedOut,
        };
        Book(at, Entry(kind, status == HoldStatus.Settled ? charge : hold.Amount, hold.Id) with
        {
            Reason = reason,
            Movements = lines.ConvertAll(line => Moving(line.Grant, line.Released.Value, -line.Held.Value, line.Settled.Value)),
        });
        foreach (var line in lines.Where(line => line.Released > Credits.Zero))
        {
            PutBack(line.Grant, line.Released, hold.Id, isForfeited: reason == ReleaseReason.Canceled, at);
        }

        return ended;
    }

    /// <summary>
    /// Finds a hold that a freeze made, or tried to; the holds of adjustments and late settles
    /// are nobody's to end.
    /// </summary>
    private CreditHold? FindFrozen(HoldId id) =>
        _holds.GetValueOrDefault(id) is { Origin: HoldOrigin.Freeze } hold ? hold : null;

    private static CreditMovement Moving(GrantId grant, long available = 0, long held = 0, long settled = 0, long expired = 0, long revoked = 0) =>
        new(grant, new Credits(available), new Credits(held), new Credits(settled), new Credits(expired), new Credits(revoked));
}
