namespace Dressora.Ledger.Tests.Model;

internal sealed partial class NaiveAccount
{
    private string Grant(GrantCredits grant, DateTimeOffset now)
    {
        if (_grants.Find(known => known.Id == grant.Grant) is { } known)
        {
            var terms = new GrantTerms(grant.Priority, grant.EffectiveAt ?? known.Terms.EffectiveAt, grant.ExpiresAt, null, grant.Metadata);
            return known.Amount == grant.Amount.Value && known.Terms == terms ? "Replayed" : "Conflict";
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

        return "Granted";
    }

    private (string, long) Freeze(FreezeCredits freeze, DateTimeOffset now)
    {
        if (_holds.TryGetValue(freeze.Hold.Value, out var known))
        {
            return known.Amount != freeze.Amount.Value || known.Origin != HoldOrigin.Freeze ? Now("Conflict")
                : known.Status == "Denied" ? ("Insufficient", known.Sequence)
                : Now("Replayed");
        }

        if (!Take(freeze.Hold.Value, HoldOrigin.Freeze, "Open", freeze.Amount.Value, now, freeze.RememberDenial))
        {
            return Now("Insufficient");
        }

        _holds[freeze.Hold.Value].Deadline = now + freeze.Lifetime;
        return Now("Frozen");
    }

    private (string, long) Adjust(AdjustCredits adjust, DateTimeOffset now)
    {
        if (_holds.TryGetValue(adjust.Hold.Value, out var known))
        {
            return known.Amount != adjust.Amount.Value || known.Origin != HoldOrigin.Adjustment ? Now("Conflict")
                : known.Status == "Denied" ? ("Insufficient", known.Sequence)
                : Now("Replayed");
        }

        return Now(Take(adjust.Hold.Value, HoldOrigin.Adjustment, "Settled", adjust.Amount.Value, now, true) ? "Adjusted" : "Insufficient");
    }

    private string Extend(ExtendCredits extend, DateTimeOffset now)
    {
        if (FindFrozen(extend.Hold) is not { Status: "Open" } hold)
        {
            return "Refused";
        }

        if (hold.FrozenAt + extend.Lifetime <= hold.Deadline)
        {
            return "Replayed";
        }

        hold.Deadline = hold.FrozenAt + extend.Lifetime;
        Book(now);
        return "Extended";
    }

    private (string, long) Settle(SettleCredits settle, DateTimeOffset now)
    {
        var hold = FindFrozen(settle.Hold);
        if (hold is { Status: "TimedOut" } && settle.Reacquire)
        {
            return SettleLate(settle, hold, now);
        }

        if (hold is { Status: "Open" } && settle.Amount.Value <= hold.Amount)
        {
            End(settle.Hold.Value, "Settled", (int)settle.Amount.Value, now, isForfeited: false);
            return Now("Settled");
        }

        return Now(hold is { Status: "Settled" } && hold.Charged == settle.Amount.Value ? "Replayed" : "Refused");
    }

    private (string, long) SettleLate(SettleCredits settle, NaiveHold hold, DateTimeOffset now)
    {
        var id = "late:" + settle.Hold.Value;
        return settle.Amount.Value > hold.Amount ? Now("Refused")
            : _holds.TryGetValue(id, out var late)
            ? late.Status == "Denied" ? ("Refused", late.Sequence) : Now(late.Amount == settle.Amount.Value ? "Replayed" : "Refused")
            : Now(Take(id, HoldOrigin.LateSettle, "Settled", settle.Amount.Value, now, true) ? "Settled" : "Refused");
    }

    private string Release(ReleaseCredits release, DateTimeOffset now)
    {
        switch (FindFrozen(release.Hold)?.Status)
        {
            case "Open":
                End(release.Hold.Value, "Released", 0, now, release.Reason == ReleaseReason.Canceled);
                return "Released";
            case "Released" or "TimedOut":
                return "Replayed";
            default:
                return "Refused";
        }
    }

    private (string, long) Refund(RefundCredits refund, DateTimeOffset now)
    {
        if (_receipts.TryGetValue(refund.Key.Value, out var receipt))
        {
            return Again(receipt, "refund", refund.Hold.Value, refund.Amount.Value);
        }

        var hold = _holds.GetValueOrDefault(refund.Hold.Value);
        var id = refund.Hold;
        if (hold is { Status: "TimedOut" } && _holds.TryGetValue("late:" + refund.Hold.Value, out var late))
        {
            (hold, id) = (late, HoldId.ForLateSettle(refund.Hold));
        }

        var isRefused = hold is not { Status: "Settled" } || refund.Amount.Value > hold.Charged - hold.Refunded;
        List<NaiveCredit> back = [];
        if (!isRefused)
        {
            back = hold!.Credits.Take((int)(hold.Charged - hold.Refunded)).TakeLast((int)refund.Amount.Value).ToList();
            hold.Refunded += refund.Amount.Value;
            Move(back, "available");
        }

        Book(now);
        _receipts.Add(refund.Key.Value, new NaiveReceipt("refund", refund.Hold.Value, refund.Amount.Value, isRefused, _sequence));
        foreach (var returned in back.GroupBy(credit => credit.Grant).ToList())
        {
            ComeBack(returned, id, isForfeited: false, now);
        }

        return Now(isRefused ? "Refused" : "Refunded");
    }

    private (string, long) Revoke(RevokeCredits revoke, DateTimeOffset now)
    {
        if (_receipts.TryGetValue(revoke.Key.Value, out var receipt))
        {
            return Again(receipt, "revoke", revoke.Grant.Value, revoke.Amount?.Value);
        }

        var grant = _grants.Find(known => known.Id == revoke.Grant);
        var amount = revoke.Amount?.Value ?? (grant?.Amount - grant?.Claimed);
        var isRefused = grant is null || amount > grant.Amount - grant.Claimed;
        if (!isRefused)
        {
            var taken = _grants.Where(other => other == grant || other.Terms.Replaces?.Grant == grant!.Id)
                .SelectMany(other => other.Lying("available")).Take((int)amount!.Value).ToList();
            Move(taken, "revoked");
            grant!.Claimed += amount.Value;
            grant.Owing += amount.Value - taken.Count;
        }

        Book(now);
        _receipts.Add(revoke.Key.Value, new NaiveReceipt("revoke", revoke.Grant.Value, revoke.Amount?.Value, isRefused, _sequence));
        return Now(isRefused ? "Refused" : "Revoked");
    }

    private (string, long) Again(NaiveReceipt receipt, string kind, string target, long? asked) =>
        (receipt.Kind, receipt.Target, receipt.Asked) != (kind, target, asked) ? Now("Conflict")
            : receipt.IsRefused ? ("Refused", receipt.Sequence)
            : Now("Replayed");

    private NaiveHold? FindFrozen(HoldId id) => _holds.GetValueOrDefault(id.Value) is { Origin: HoldOrigin.Freeze } hold ? hold : null;

    private bool Take(string id, HoldOrigin origin, string status, long amount, DateTimeOffset now, bool isRemembered)
    {
        var credits = Spendable(now).Take((int)amount).ToList();
        var isThere = credits.Count == amount;
        if (isThere || isRemembered)
        {
            Book(now);
            Move(isThere ? credits : [], status == "Open" ? "held" : "settled");
            _holds.Add(id, new NaiveHold(origin, amount, now, _sequence, isThere ? credits : [])
            {
                Deadline = now,
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
