namespace Dressora.Ledger.Tests.Model;

internal sealed partial class NaiveAccount
{
    private string Grant(GrantCredits grant, DateTimeOffset now)
    {
        if (_grants.Find(known => known.Id == grant.Grant) is { } known)
        {
            var terms = new GrantTerms(grant.Priority, grant.EffectiveAt ?? known.Terms.EffectiveAt, grant.ExpiresAt, null, grant.Metadata);
            return known.Amount == grant.Amount.Value && known.Terms == terms ? $"Replayed {known.Id}" : $"Conflict {known.Id}";
        }

        var given = Give(
            _ => grant.Grant,
            grant.Amount.Value,
            new GrantTerms(grant.Priority, grant.EffectiveAt ?? now, grant.ExpiresAt, null, grant.Metadata),
            now);
        if (given.IsExpired(now))
        {
            Expire(given, now);
        }

        return $"Granted {given.Id}";
    }

    private (string, long) Freeze(FreezeCredits freeze, DateTimeOffset now)
    {
        if (_holds.TryGetValue(freeze.Hold.Value, out var known))
        {
            return known.Amount != freeze.Amount.Value || known.Origin != HoldOrigin.Freeze ? Now($"Conflict {freeze.Hold}")
                : known.Status == "Denied" ? (Insufficient(known.Amount, known.Missed), known.Sequence)
                : Now($"Replayed {freeze.Hold}");
        }

        var there = Spendable(now).Count;
        if (!Take(freeze.Hold.Value, HoldOrigin.Freeze, "Open", freeze.Amount.Value, now, freeze.RememberDenial))
        {
            return Now(Insufficient(freeze.Amount.Value, there));
        }

        _holds[freeze.Hold.Value].Deadline = now + freeze.Lifetime;
        return Now($"Frozen {freeze.Hold}");
    }

    private (string, long) Adjust(AdjustCredits adjust, DateTimeOffset now)
    {
        if (_holds.TryGetValue(adjust.Hold.Value, out var known))
        {
            return known.Amount != adjust.Amount.Value || known.Origin != HoldOrigin.Adjustment ? Now($"Conflict {adjust.Hold}")
                : known.Status == "Denied" ? (Insufficient(known.Amount, known.Missed), known.Sequence)
                : Now($"Replayed {adjust.Hold}");
        }

        var there = Spendable(now).Count;
        return Now(Take(adjust.Hold.Value, HoldOrigin.Adjustment, "Settled", adjust.Amount.Value, now, true)
            ? $"Adjusted {adjust.Hold}"
            : Insufficient(adjust.Amount.Value, there));
    }

    private string Extend(ExtendCredits extend, DateTimeOffset now)
    {
        if (FindFrozen(extend.Hold) is not { Status: "Open" } hold)
        {
            return Refused(null, FindFrozen(extend.Hold) is null ? null : extend.Hold);
        }

        if (hold.FrozenAt + extend.Lifetime <= hold.Deadline)
        {
            return $"Replayed {extend.Hold}";
        }

        hold.Deadline = hold.FrozenAt + extend.Lifetime;
        Book(now);
        return $"Extended {extend.Hold}";
    }

    private (string, long) Settle(SettleCredits settle, DateTimeOffset now)
    {
        var hold = FindFrozen(settle.Hold);
        if (hold is { Status: "TimedOut" } && settle.Reacquire)
        {
            return SettleLate(settle, hold, now);
        }

        switch (hold?.Status)
        {
            case "Open" when settle.Amount.Value <= hold.Amount:
                End(settle.Hold.Value, "Settled", (int)settle.Amount.Value, now, isForfeited: false);
                return Now($"Settled {settle.Hold}");
            case "Settled" when hold.Charged == settle.Amount.Value:
                return Now($"Replayed {settle.Hold}");
            default:
                var reason = hold?.Status switch
                {
                    null => "NotFound",
                    "Open" => "MoreThanFrozen",
                    "Settled" => "AlreadySettled",
                    "Released" => "AlreadyReleased",
                    var other => other,
                };
                return Now(Refused(reason, hold is null ? null : settle.Hold));
        }
    }

    private (string, long) SettleLate(SettleCredits settle, NaiveHold hold, DateTimeOffset now)
    {
        var id = new HoldId("late:" + settle.Hold.Value);
        if (settle.Amount.Value > hold.Amount)
        {
            return Now(Refused("MoreThanFrozen", settle.Hold));
        }

        if (!_holds.TryGetValue(id.Value, out var late))
        {
            return Now(Take(id.Value, HoldOrigin.LateSettle, "Settled", settle.Amount.Value, now, true)
                ? $"Settled {id}"
                : Refused("Lapsed", settle.Hold));
        }

        return late.Status == "Denied" ? (Refused("Lapsed", settle.Hold), late.Sequence)
            : Now(late.Amount == settle.Amount.Value ? $"Replayed {id}" : Refused("AlreadySettled", id));
    }

    private string Release(ReleaseCredits release, DateTimeOffset now)
    {
        switch (FindFrozen(release.Hold)?.Status)
        {
            case "Open":
                End(release.Hold.Value, "Released", 0, now, release.Reason == ReleaseReason.Canceled);
                return $"Released {release.Hold}";
            case "Released" or "TimedOut":
                return $"Replayed {release.Hold}";
            default:
                return Refused(null, FindFrozen(release.Hold) is null ? null : release.Hold);
        }
    }

    private (string, long) Refund(RefundCredits refund, DateTimeOffset now)
    {
        HoldId? id = _holds.ContainsKey(refund.Hold.Value) ? refund.Hold : null;
        var hold = _holds.GetValueOrDefault(refund.Hold.Value);
        if (hold is { Status: "TimedOut" } && _holds.TryGetValue("late:" + refund.Hold.Value, out var late))
        {
            (hold, id) = (late, HoldId.ForLateSettle(refund.Hold));
        }

        if (_receipts.TryGetValue(refund.Key.Value, out var receipt))
        {
            return receipt.Kind != CreditEntryKind.Refunded || receipt.Target != refund.Hold.Value || receipt.Asked != refund.Amount.Value
                ? Now("Conflict")
                : receipt.Refusal is { } before ? (Refused(before, id), receipt.Sequence)
                : Now($"Replayed {id}");
        }

        var refusal = hold is null ? "NotFound"
            : hold.Status != "Settled" ? "NotSettled"
            : refund.Amount.Value > hold.Charged - hold.Refunded ? "MoreThanSettled"
            : null;
        List<NaiveCredit> back = [];
        if (refusal is null)
        {
            back = hold!.Credits.Take((int)(hold.Charged - hold.Refunded)).TakeLast((int)refund.Amount.Value).ToList();
            hold.Refunded += refund.Amount.Value;
            Move(back, "available");
        }

        Book(now);
        Remember(refund.Key, CreditEntryKind.Refunded, refund.Hold.Value, refund.Amount.Value, back.Count, refusal);
        foreach (var returned in back.GroupBy(credit => credit.Grant).ToList())
        {
            ComeBack(returned, id!.Value, isForfeited: false, now);
        }

        return Now(refusal is null ? $"Refunded {id}" : Refused(refusal, id));
    }

    private (string, long) Revoke(RevokeCredits revoke, DateTimeOffset now)
    {
        var grant = _grants.Find(known => known.Id == revoke.Grant);
        GrantId? id = grant?.Id;
        if (_receipts.TryGetValue(revoke.Key.Value, out var receipt))
        {
            return receipt.Kind != CreditEntryKind.Revoked || receipt.Target != revoke.Grant.Value || receipt.Asked != revoke.Amount?.Value
                ? Now("Conflict")
                : receipt.Refusal is { } before ? (Refused(before, id), receipt.Sequence)
                : Now($"Replayed {id} taking {receipt.Moved}");
        }

        var amount = revoke.Amount?.Value ?? (grant?.Amount - grant?.Claimed);
        var refusal = grant is null ? "NotFound" : amount > grant.Amount - grant.Claimed ? "MoreThanGranted" : null;
        List<NaiveCredit> taken = [];
        if (refusal is null)
        {
            taken = _grants.Where(other => other == grant || other.Terms.Replaces?.Grant == grant!.Id)
                .SelectMany(other => other.Lying("available")).Take((int)amount!.Value).ToList();
            Move(taken, "revoked");
            grant!.Claimed += amount.Value;
            grant.Owing += amount.Value - taken.Count;
        }

        Book(now);
        Remember(revoke.Key, CreditEntryKind.Revoked, revoke.Grant.Value, revoke.Amount?.Value, taken.Count, refusal);
        return Now(refusal is null ? $"Revoked {id} taking {taken.Count}" : Refused(refusal, id));
    }

    private void Remember(OperationKey key, CreditEntryKind kind, string target, long? asked, long moved, string? refusal) =>
        _receipts.Add(key.Value, new NaiveReceipt(kind, target, asked, moved, refusal, _sequence));

    private static string Insufficient(long needed, long available) => $"Insufficient {available} of {needed}";

    private static string Refused(string? reason, object? about) => $"Refused {reason} {about}";

    private NaiveHold? FindFrozen(HoldId id) => _holds.GetValueOrDefault(id.Value) is { Origin: HoldOrigin.Freeze } hold ? hold : null;

    private bool Take(string id, HoldOrigin origin, string status, long amount, DateTimeOffset now, bool isRemembered)
    {
        var spendable = Spendable(now);
        var credits = spendable.Take((int)amount).ToList();
        var isThere = credits.Count == amount;
        if (isThere || isRemembered)
        {
            Book(now);
            Move(isThere ? credits : [], status == "Open" ? "held" : "settled");
            _holds.Add(id, new NaiveHold(origin, amount, now, _sequence, isThere ? credits : [])
            {
                Deadline = now,
                Missed = spendable.Count,
                Status = isThere ? status : "Denied",
                Charged = isThere && status == "Settled" ? amount : 0,
            });
        }

        return isThere;
    }

    private void End(string id, string status, int charge, DateTimeOffset at, bool isForfeited)
    {
        var hold = _holds[id];
        (hold.Status, hold.Charged) = (status, charge);
        Move(hold.Credits.Take(charge), "settled");
        Move(hold.Credits.Skip(charge), "available");
        Book(at);
        foreach (var returned in hold.Credits.Skip(charge).GroupBy(credit => credit.Grant).ToList())
        {
            ComeBack(returned, new HoldId(id), isForfeited, at);
        }
    }
}
