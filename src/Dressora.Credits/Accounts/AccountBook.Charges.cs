namespace Dressora.Ledger;

/// <summary>Charges without a freeze, and their way back.</summary>
public sealed partial class AccountBook
{
    private AdjustResult Adjust(AdjustCredits operation, DateTimeOffset now)
    {
        if (_holds.TryGetValue(operation.Hold, out var existing))
        {
            return existing.Amount != operation.Amount || existing.Origin != HoldOrigin.Adjustment
                ? new AdjustResult.Conflict(existing) { Sequence = _account.Sequence }
                : existing.Status == HoldStatus.Denied
                ? new AdjustResult.Insufficient(existing.Amount, existing.Spendable!.Value) { Sequence = existing.Sequence }
                : new AdjustResult.Replayed(existing) { Sequence = _account.Sequence };
        }

        var spendable = Spendable(now);
        if (spendable < operation.Amount)
        {
            Deny(operation.Hold, HoldOrigin.Adjustment, CreditEntryKind.Adjusted, operation.Amount, spendable, now);
            return new AdjustResult.Insufficient(operation.Amount, spendable) { Sequence = _account.Sequence };
        }

        var entry = Entry(CreditEntryKind.Adjusted, operation.Amount, operation.Hold) with { Note = operation.Note };
        return new AdjustResult.Adjusted(Charge(entry, HoldOrigin.Adjustment, now)) { Sequence = _account.Sequence };
    }

    /// <summary>
    /// Charges work whose hold has timed out, from what can be spent now, as a hold of its own:
    /// what has timed out stays so.
    /// </summary>
    private SettleResult SettleLate(SettleCredits operation, CreditHold hold, DateTimeOffset now)
    {
        if (operation.Amount > hold.Amount)
        {
            return new SettleResult.Refused(SettleRefusal.MoreThanFrozen, hold) { Sequence = _account.Sequence };
        }

        var id = HoldId.ForLateSettle(hold.Id);
        if (_holds.TryGetValue(id, out var late))
        {
            return late.Status == HoldStatus.Denied
                ? new SettleResult.Refused(SettleRefusal.Lapsed, hold) { Sequence = late.Sequence }
                : late.Amount == operation.Amount
                ? new SettleResult.Replayed(late) { Sequence = _account.Sequence }
                : new SettleResult.Refused(SettleRefusal.AlreadySettled, late) { Sequence = _account.Sequence };
        }

        var spendable = Spendable(now);
        if (spendable < operation.Amount)
        {
            Deny(id, HoldOrigin.LateSettle, CreditEntryKind.SettledLate, operation.Amount, spendable, now);
            return new SettleResult.Refused(SettleRefusal.Lapsed, hold) { Sequence = _account.Sequence };
        }

        var entry = Entry(CreditEntryKind.SettledLate, operation.Amount, id);
        return new SettleResult.Settled(Charge(entry, HoldOrigin.LateSettle, now)) { Sequence = _account.Sequence };
    }

    private CreditHold Charge(CreditEntry entry, HoldOrigin origin, DateTimeOffset now)
    {
        var lines = Allocate(entry.Amount, now).ConvertAll(line => line with { Settled = line.Held });
        var hold = NewHold(entry.Hold!.Value, origin, HoldStatus.Settled, entry.Amount, lines, now);
        Change(hold);
        Book(now, entry with
        {
            Movements = lines.ConvertAll(line => Moving(line.Grant, available: -line.Held.Value, settled: line.Held.Value)),
        });
        return hold;
    }

    private RefundResult Refund(RefundCredits operation, DateTimeOffset now)
    {
        var hold = FindCharged(operation.Hold);
        if (_receipts.TryGetValue(operation.Key, out var receipt))
        {
            var same = (receipt.Kind, receipt.Target, receipt.Asked)
                == (CreditEntryKind.Refunded, operation.Hold.Value, (Credits?)operation.Amount);
            return !same ? new RefundResult.Conflict { Sequence = _account.Sequence }
                : receipt.Refusal is { } refused ? new RefundResult.Refused(refused, hold) { Sequence = receipt.Sequence }
                : new RefundResult.Replayed(hold!) { Sequence = _account.Sequence };
        }

        CreditRefusal? refusal = hold switch
        {
            null => CreditRefusal.NotFound,
            { Status: not HoldStatus.Settled } => CreditRefusal.NotSettled,
            _ when operation.Amount > hold.Settled - hold.Refunded => CreditRefusal.MoreThanSettled,
            _ => null,
        };
        if (refusal is { } reason)
        {
            Book(now, Entry(CreditEntryKind.Denied, operation.Amount, operation.Hold) with
            {
                Key = operation.Key,
                Denial = new CreditDenial(CreditEntryKind.Refunded, reason, null),
            });
            Remember(Receipt(operation, Credits.Zero, reason));
            return new RefundResult.Refused(reason, hold) { Sequence = _account.Sequence };
        }

        _ = _account.Available + _account.Held + operation.Amount; // Overflows here, before anything has changed.
        return new RefundResult.Refunded(GiveBack(hold!, operation, now)) { Sequence = _account.Sequence };
    }

    /// <summary>Returns what was charged last first, each part to the grant that it came from.</summary>
    private CreditHold GiveBack(CreditHold hold, RefundCredits operation, DateTimeOffset now)
    {
        var lines = hold.Lines.ToArray();
        var movements = new List<CreditMovement>(lines.Length);
        var left = operation.Amount;
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var part = Credits.Min(lines[i].Settled - lines[i].Refunded, left);
            if (part > Credits.Zero)
            {
                left -= part;
                lines[i] = lines[i] with { Refunded = lines[i].Refunded + part };
                movements.Insert(0, Moving(lines[i].Grant, available: part.Value, settled: -part.Value));
            }
        }

        hold = hold with { Lines = lines };
        Change(hold);
        Book(now, Entry(CreditEntryKind.Refunded, operation.Amount, operation.Hold) with { Key = operation.Key, Movements = movements });
        Remember(Receipt(operation, operation.Amount, null));
        foreach (var movement in movements)
        {
            PutBack(movement.Grant, movement.Available, hold.Id, isForfeited: false, now);
        }

        return hold;
    }

    /// <summary>Finds the hold that charged the work of a hold: itself, or the one that came late.</summary>
    private CreditHold? FindCharged(HoldId id)
    {
        var hold = _holds.GetValueOrDefault(id);
        return hold is { Status: HoldStatus.TimedOut } && _holds.TryGetValue(HoldId.ForLateSettle(id), out var late) ? late : hold;
    }

    private static CreditReceipt Receipt(RefundCredits operation, Credits moved, CreditRefusal? refusal) => new()
    {
        Key = operation.Key,
        Kind = CreditEntryKind.Refunded,
        Target = operation.Hold.Value,
        Asked = operation.Amount,
        Moved = moved,
        Refusal = refusal,
        Sequence = 0,
    };
}
