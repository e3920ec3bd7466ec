namespace Dressora.Ledger;

/// <summary>Freeze, settle, release.</summary>
public sealed partial class AccountBook
{
    private FreezeResult Freeze(FreezeCredits operation, DateTimeOffset now)
    {
        if (_holds.TryGetValue(operation.Hold, out var existing))
        {
            return existing.Amount == operation.Amount
                ? new FreezeResult.Replayed(existing) { Sequence = _account.Sequence }
                : new FreezeResult.Conflict(existing) { Sequence = _account.Sequence };
        }

        var spendable = Spendable(now);
        if (spendable < operation.Amount)
        {
            return new FreezeResult.Insufficient(operation.Amount, spendable) { Sequence = _account.Sequence };
        }

        var lines = Allocate(operation.Amount, now);
        var hold = new CreditHold
        {
            Id = operation.Hold,
            Amount = operation.Amount,
            Status = HoldStatus.Open,
            Settled = Credits.Zero,
            Released = Credits.Zero,
            Deadline = now + operation.Lifetime,
            Sequence = _account.Sequence + 1,
            Lines = lines,
        };
        Change(hold);
        Book(CreditEntryKind.Frozen, hold.Id, lines.ConvertAll(Freezing), now);
        return new FreezeResult.Frozen(hold) { Sequence = _account.Sequence };
    }

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
                lines.Add(new CreditHoldLine(id, part, Credits.Zero, Credits.Zero));
                amount -= part;
            }
        }

        return lines;
    }

    private SettleResult Settle(SettleCredits operation, DateTimeOffset now)
    {
        var hold = _holds.GetValueOrDefault(operation.Hold);
        SettleRefusal? refusal = hold switch
        {
            null => SettleRefusal.NotFound,
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
        var hold = _holds.GetValueOrDefault(operation.Hold);
        return hold?.Status switch
        {
            null or HoldStatus.Settled => new ReleaseResult.Refused(hold) { Sequence = _account.Sequence },
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
        Book(kind, hold.Id, lines.ConvertAll(Ending), at, reason);
        foreach (var line in lines)
        {
            ExpireIfDue(line.Grant, at);
        }

        return ended;
    }

    private void Change(CreditHold hold)
    {
        _holds[hold.Id] = hold;
        _changedHolds.Add(hold.Id);
    }

    private static CreditMovement Freezing(CreditHoldLine line) =>
        new(line.Grant, Credits.Zero - line.Held, line.Held, Credits.Zero, Credits.Zero);

    private static CreditMovement Ending(CreditHoldLine line) =>
        new(line.Grant, line.Released, Credits.Zero - line.Held, line.Settled, Credits.Zero);
}
