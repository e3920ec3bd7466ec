namespace Dressora.Ledger;

/// <summary>Grants come, are taken back, and are made good.</summary>
public sealed partial class AccountBook
{
    private GrantResult Grant(GrantCredits operation, DateTimeOffset now)
    {
        if (_grants.TryGetValue(operation.Grant, out var existing))
        {
            var same = existing.Amount == operation.Amount
                && existing.Priority == operation.Priority
                && existing.ExpiresAt == operation.ExpiresAt
                && existing.Metadata == operation.Metadata
                && (operation.EffectiveAt is null || existing.EffectiveAt == operation.EffectiveAt);
            return same
                ? new GrantResult.Replayed(existing) { Sequence = _account.Sequence }
                : new GrantResult.Conflict(existing) { Sequence = _account.Sequence };
        }

        _ = _account.Available + _account.Held + operation.Amount; // Overflows here, before anything has changed.
        var terms = new GrantTerms(operation.Priority, operation.EffectiveAt ?? now, operation.ExpiresAt, null, operation.Metadata);
        Give(operation.Grant, CreditEntryKind.Granted, operation.Amount, terms, now);
        if (IsExpired(_grants[operation.Grant], now))
        {
            Expire(_grants[operation.Grant], now);
        }

        return new GrantResult.Granted(_grants[operation.Grant]) { Sequence = _account.Sequence };
    }

    private void Give(GrantId id, CreditEntryKind kind, Credits amount, GrantTerms terms, DateTimeOffset now)
    {
        _grants.Add(id, new CreditGrant
        {
            Id = id,
            Amount = amount,
            Available = Credits.Zero,
            Held = Credits.Zero,
            Settled = Credits.Zero,
            Expired = Credits.Zero,
            Priority = terms.Priority,
            EffectiveAt = terms.EffectiveAt,
            ExpiresAt = terms.ExpiresAt,
            Sequence = _account.Sequence + 1,
            Replaces = terms.Replaces,
            Metadata = terms.Metadata,
        });
        _order = null;
        Book(now, Entry(kind, amount, terms.Replaces?.Hold, id) with
        {
            Terms = terms,
            Movements = [Moving(id, available: amount.Value)],
        });
    }

    private RevokeResult Revoke(RevokeCredits operation, DateTimeOffset now)
    {
        var grant = _grants.GetValueOrDefault(operation.Grant);
        if (_receipts.TryGetValue(operation.Key, out var receipt))
        {
            var same = (receipt.Kind, receipt.Target, receipt.Asked) == (CreditEntryKind.Revoked, operation.Grant.Value, operation.Amount);
            return !same ? new RevokeResult.Conflict { Sequence = _account.Sequence }
                : receipt.Refusal is { } refused ? new RevokeResult.Refused(refused, grant) { Sequence = receipt.Sequence }
                : new RevokeResult.Replayed(grant!, receipt.Moved) { Sequence = _account.Sequence };
        }

        CreditRefusal? refusal = grant is null ? CreditRefusal.NotFound
            : operation.Amount > grant.Amount - grant.Claimed ? CreditRefusal.MoreThanGranted
            : null;
        if (refusal is { } reason)
        {
            Book(now, Entry(CreditEntryKind.Denied, operation.Amount ?? Credits.Zero, grant: operation.Grant) with
            {
                Key = operation.Key,
                Denial = new CreditDenial(CreditEntryKind.Revoked, reason, null),
            });
            Remember(Receipt(operation, Credits.Zero, reason));
            return new RevokeResult.Refused(reason, grant) { Sequence = _account.Sequence };
        }

        var taken = TakeBack(grant!, operation, now);
        return new RevokeResult.Revoked(_grants[operation.Grant], taken) { Sequence = _account.Sequence };
    }

    /// <summary>
    /// Takes what is available, from the grant first and then from its replacements, and notes the
    /// rest as owing.
    /// </summary>
    private Credits TakeBack(CreditGrant grant, RevokeCredits operation, DateTimeOffset now)
    {
        var amount = operation.Amount ?? (grant.Amount - grant.Claimed);
        var left = amount;
        var movements = new List<CreditMovement>();
        var lineage = _grants.Values.Where(other => other.Id == grant.Id || other.Replaces?.Grant == grant.Id).OrderBy(other => other.Sequence);
        foreach (var source in lineage)
        {
            var part = Credits.Min(source.Available, left);
            if (part > Credits.Zero)
            {
                left -= part;
                movements.Add(Moving(source.Id, available: -part.Value, revoked: part.Value));
            }
        }

        Change(grant with { Claimed = grant.Claimed + amount, Owing = grant.Owing + left });
        Book(now, Entry(CreditEntryKind.Revoked, amount, grant: grant.Id) with
        {
            Key = operation.Key,
            Note = operation.Note,
            Movements = movements,
        });
        Remember(Receipt(operation, amount - left, null));
        return amount - left;
    }

    /// <summary>
    /// Decides about credits that have just come back to a grant: what is owed of it is taken,
    /// and what has expired meanwhile expires, to be replaced unless the user gave it up.
    /// </summary>
    private void PutBack(GrantId id, Credits returned, HoldId hold, bool isForfeited, DateTimeOffset at)
    {
        var owner = _grants[_grants[id].Replaces?.Grant ?? id];
        var owed = Credits.Min(_grants[id].Available, owner.Owing);
        if (owed > Credits.Zero)
        {
            Change(owner with { Owing = owner.Owing - owed });
            Book(at, Entry(CreditEntryKind.Revoked, owed, hold, owner.Id) with
            {
                Movements = [Moving(id, available: -owed.Value, revoked: owed.Value)],
            });
        }

        var grant = _grants[id];
        if (!IsExpired(grant, at) || grant.Available == Credits.Zero)
        {
            return;
        }

        // What lay there unspent and expires at the same instant is nobody's loss but the user's.
        var lost = returned - owed;
        Expire(grant, at);
        if (!isForfeited && grant.Replaces is null && lost > Credits.Zero && _policies.ReplacementLifetime > TimeSpan.Zero)
        {
            var terms = new GrantTerms(
                grant.Priority, at, at + _policies.ReplacementLifetime, new GrantReplacement(id, hold), grant.Metadata);
            Give(GrantId.ForReplacement(_account.Sequence + 1), CreditEntryKind.Replaced, lost, terms, at);
        }
    }

    private static CreditReceipt Receipt(RevokeCredits operation, Credits moved, CreditRefusal? refusal) => new()
    {
        Key = operation.Key,
        Kind = CreditEntryKind.Revoked,
        Target = operation.Grant.Value,
        Asked = operation.Amount,
        Moved = moved,
        Refusal = refusal,
        Sequence = 0,
    };
}
