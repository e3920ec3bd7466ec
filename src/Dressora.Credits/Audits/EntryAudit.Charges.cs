namespace Dressora.Ledger;

/// <summary>Entries about charges without a freeze, about refunds, and about what was refused.</summary>
internal sealed partial class EntryAudit
{
    private static readonly string LatePrefix = HoldId.ForLateSettle(default).Value;

    private IEnumerable<Broken> CheckAdjusted(CreditEntry entry, HoldId id) =>
        CheckNew(entry, id, id.IsReserved)
            .Concat(entry.Amount > Credits.Zero && !string.IsNullOrWhiteSpace(entry.Note) ? [] : [new("I15", "It has no amount or no note.")])
            .Concat(CheckSpent(entry, Charging));

    private IEnumerable<Broken> CheckSettledLate(CreditEntry entry, HoldId id) =>
        CheckLate(entry, id).Concat(CheckNew(entry, id, isReserved: false)).Concat(CheckSpent(entry, Charging));

    /// <summary>What comes late is about a hold that timed out, and about no more than it had.</summary>
    private IEnumerable<Broken> CheckLate(CreditEntry entry, HoldId id)
    {
        if (!id.IsReserved || FindLateFor(id) is not { Status: HoldStatus.TimedOut } hold || entry.Amount > hold.Amount)
        {
            yield return new("I9", $"No hold that timed out allows a late charge of {entry.Amount} as '{id}'.");
        }
    }

    /// <summary>A refund follows the lines of the charge backwards.</summary>
    private IEnumerable<Broken> CheckRefunded(CreditEntry entry, HoldId id)
    {
        if (replay.Receipts.ContainsKey(entry.Key!.Value))
        {
            yield return new("I10", $"Its key '{entry.Key}' was used before.");
        }

        if (replay.FindCharged(id) is not { Status: HoldStatus.Settled } hold)
        {
            yield return new("I15", $"Hold '{id}' was not settled.");
            yield break;
        }

        if (entry.Amount < new Credits(1) || entry.Amount > hold.Settled - hold.Refunded)
        {
            yield return new("I11", $"It refunds {entry.Amount}; {hold.Settled - hold.Refunded} of hold '{id}' could be.");
        }

        var expected = new List<CreditMovement>();
        var left = entry.Amount;
        foreach (var line in hold.Lines.Reverse())
        {
            var part = Credits.Min(line.Settled - line.Refunded, left);
            left -= part;
            expected.AddRange(
                part > Credits.Zero ? [new(line.Grant, part, Credits.Zero, Credits.Zero - part, Credits.Zero, Credits.Zero)] : []);
        }

        expected.Reverse();
        if (!entry.Movements.SequenceEqual(expected))
        {
            yield return new("I15", $"It does not return what hold '{id}' charged last.");
        }
    }

    private IEnumerable<Broken> CheckDenied(CreditEntry entry, CreditDenial denial)
    {
        if (entry.Movements.Count > 0)
        {
            yield return new("I3", "What was refused moves nothing.");
        }

        if (entry is { Key: { } key })
        {
            if (replay.Receipts.ContainsKey(key))
            {
                yield return new("I10", $"Its key '{key}' was used before.");
            }

            if (denial.Spendable is not null || denial.Refusal != ExpectedRefusal(entry, denial.Kind))
            {
                yield return new("I10", $"It was refused as {denial.Refusal}, and that was not so.");
            }

            yield break;
        }

        var spendable = standing.SpendableAt(entry.At).Aggregate(Credits.Zero, (sum, grant) => sum + grant.Available);
        if ((denial.Refusal, denial.Spendable) != (CreditRefusal.Insufficient, spendable) || entry.Amount <= spendable)
        {
            yield return new("I10", $"It was refused {entry.Amount} for {denial.Spendable} that could be spent; there were {spendable}.");
        }

        var id = entry.Hold!.Value;
        var isLate = denial.Kind == CreditEntryKind.SettledLate;
        foreach (var broken in (isLate ? CheckLate(entry, id) : []).Concat(CheckNew(entry, id, !isLate && id.IsReserved)))
        {
            yield return broken;
        }
    }

    /// <summary>Tells why a refund or a revocation is to be refused; <see langword="null"/> when it is not.</summary>
    private CreditRefusal? ExpectedRefusal(CreditEntry entry, CreditEntryKind kind) => kind == CreditEntryKind.Refunded
        ? replay.FindCharged(entry.Hold!.Value) switch
        {
            null => CreditRefusal.NotFound,
            { Status: not HoldStatus.Settled } => CreditRefusal.NotSettled,
            var hold when entry.Amount > hold.Settled - hold.Refunded => CreditRefusal.MoreThanSettled,
            _ => null,
        }
        : !replay.Grants.TryGetValue(entry.Grant!.Value, out var grant) ? CreditRefusal.NotFound
        : entry.Amount > grant.Amount - grant.Claimed ? CreditRefusal.MoreThanGranted
        : null;

    private CreditHold? FindLateFor(HoldId late) =>
        late.Value.Length > LatePrefix.Length ? replay.Holds.GetValueOrDefault(HoldId.Parse(late.Value[LatePrefix.Length..])) : null;

    private static CreditMovement Charging(GrantId grant, Credits part) =>
        new(grant, Credits.Zero - part, Credits.Zero, part, Credits.Zero, Credits.Zero);
}
