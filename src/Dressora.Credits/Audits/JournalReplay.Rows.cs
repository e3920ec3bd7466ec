namespace Dressora.Ledger;

/// <summary>What each kind of entry means to the rows.</summary>
public sealed partial class JournalReplay
{
    private readonly HashSet<OperationKey> _wholeClaims = [];

    /// <summary>Finds the hold that charged the work of a hold: itself, or the one that came late.</summary>
    internal CreditHold? FindCharged(HoldId id) =>
        !_holds.TryGetValue(id, out var hold) ? null
        : hold.Status == HoldStatus.TimedOut ? _holds.GetValueOrDefault(HoldId.ForLateSettle(id)) ?? hold
        : hold;

    /// <summary>
    /// Tells whether a revocation took all that was left: the journal does not tell whether that
    /// was asked for by its amount.
    /// </summary>
    internal bool IsWholeClaim(OperationKey key) => _wholeClaims.Contains(key);

    private void Give(CreditEntry entry, GrantTerms terms)
    {
        var id = entry.Grant ?? throw new InvalidOperationException($"Entry {entry.Sequence} has terms without a grant.");
        _grants[id] = new CreditGrant
        {
            Id = id,
            Amount = entry.Amount,
            Available = Credits.Zero,
            Held = Credits.Zero,
            Settled = Credits.Zero,
            Expired = Credits.Zero,
            Priority = terms.Priority,
            EffectiveAt = terms.EffectiveAt,
            ExpiresAt = terms.ExpiresAt,
            Sequence = entry.Sequence,
            Replaces = terms.Replaces,
            Metadata = terms.Metadata,
        };
    }

    private void Move(CreditMovement movement, CreditEntry entry)
    {
        var grant = Find(_grants, movement.Grant, entry);
        _grants[grant.Id] = grant with
        {
            Available = grant.Available + movement.Available,
            Held = grant.Held + movement.Held,
            Settled = grant.Settled + movement.Settled,
            Expired = grant.Expired + movement.Expired,
            Revoked = grant.Revoked + movement.Revoked,
        };
    }

    private void Hold(CreditEntry entry, HoldOrigin origin, HoldStatus status)
    {
        var id = entry.Hold ?? throw new InvalidOperationException($"Entry {entry.Sequence} makes a hold without an id.");
        _holds[id] = new CreditHold
        {
            Id = id,
            Origin = origin,
            Amount = entry.Amount,
            Status = status,
            Settled = status == HoldStatus.Settled ? entry.Amount : Credits.Zero,
            Released = Credits.Zero,
            Spendable = entry.Denial?.Spendable,
            FrozenAt = entry.At,
            Deadline = entry.Deadline ?? entry.At,
            Sequence = entry.Sequence,
            Lines = entry.Movements
                .Select(movement => new CreditHoldLine(
                    movement.Grant, movement.Held + movement.Settled, movement.Settled, Credits.Zero, Credits.Zero))
                .ToList(),
        };
    }

    private void End(CreditEntry entry, HoldStatus status, Credits charge)
    {
        var hold = Find(_holds, entry.Hold, entry);
        _holds[hold.Id] = hold with
        {
            Status = status,
            Settled = charge,
            Released = hold.Amount - charge,
            Lines = WithMovements(
                hold, entry, (line, movement) => line with { Settled = movement.Settled, Released = movement.Available }),
        };
    }

    private void Refund(CreditEntry entry)
    {
        var hold = entry.Hold is { } id ? FindCharged(id) : null;
        var charged = Find(_holds, hold?.Id, entry);
        _holds[charged.Id] = charged with
        {
            Lines = WithMovements(
                charged, entry, (line, movement) => line with { Refunded = line.Refunded + movement.Available }),
        };
        Remember(entry, CreditEntryKind.Refunded, entry.Amount, entry.Amount, null);
    }

    /// <summary>With a key it is a claim on a grant; without one, what is owed of a claim is taken.</summary>
    private void Revoke(CreditEntry entry)
    {
        var grant = Find(_grants, entry.Grant, entry);
        var taken = entry.Movements.Aggregate(Credits.Zero, (sum, movement) => sum + movement.Revoked);
        if (entry.Key is null)
        {
            _grants[grant.Id] = grant with { Owing = grant.Owing - taken };
            return;
        }

        if (entry.Key is { } key && entry.Amount == grant.Amount - grant.Claimed)
        {
            _wholeClaims.Add(key);
        }

        _grants[grant.Id] = grant with { Claimed = grant.Claimed + entry.Amount, Owing = grant.Owing + (entry.Amount - taken) };
        Remember(entry, CreditEntryKind.Revoked, entry.Amount > Credits.Zero ? entry.Amount : null, taken, null);
    }

    private void Deny(CreditEntry entry)
    {
        var denial = entry.Denial ?? throw new InvalidOperationException($"Entry {entry.Sequence} denies without a reason.");
        switch (denial.Kind)
        {
            case CreditEntryKind.Refunded or CreditEntryKind.Revoked:
                Remember(entry, denial.Kind, entry.Amount > Credits.Zero ? entry.Amount : null, Credits.Zero, denial.Refusal);
                break;
            case CreditEntryKind.Adjusted:
                Hold(entry, HoldOrigin.Adjustment, HoldStatus.Denied);
                break;
            case CreditEntryKind.SettledLate:
                Hold(entry, HoldOrigin.LateSettle, HoldStatus.Denied);
                break;
            default:
                Hold(entry, HoldOrigin.Freeze, HoldStatus.Denied);
                break;
        }
    }

    private void Remember(CreditEntry entry, CreditEntryKind kind, Credits? asked, Credits moved, CreditRefusal? refusal)
    {
        var key = entry.Key ?? throw new InvalidOperationException($"Entry {entry.Sequence} has no key.");
        _receipts[key] = new CreditReceipt
        {
            Key = key,
            Kind = kind,
            Target = (kind == CreditEntryKind.Refunded ? entry.Hold?.Value : entry.Grant?.Value) ?? string.Empty,
            Asked = asked,
            Moved = moved,
            Refusal = refusal,
            Sequence = entry.Sequence,
        };
    }

    private static List<CreditHoldLine> WithMovements(
        CreditHold hold, CreditEntry entry, Func<CreditHoldLine, CreditMovement, CreditHoldLine> change)
    {
        var movements = entry.Movements.ToDictionary(movement => movement.Grant);
        return hold.Lines.Select(line => movements.TryGetValue(line.Grant, out var movement) ? change(line, movement) : line).ToList();
    }
}
