namespace Dressora.Ledger;

/// <summary>Entries about holds.</summary>
internal sealed partial class EntryAudit
{
    private IEnumerable<Broken> CheckFrozen(CreditEntry entry, HoldId id) =>
        CheckNew(entry, id, id.IsReserved)
            .Concat(entry.Deadline > entry.At ? [] : [new("I19", $"Its deadline {entry.Deadline:O} had come when it was frozen.")])
            .Concat(CheckSpent(entry, (line, part) => new(line, Credits.Zero - part, part, Credits.Zero, Credits.Zero, Credits.Zero)));

    private IEnumerable<Broken> CheckNew(CreditEntry entry, HoldId id, bool isReserved)
    {
        if (isReserved)
        {
            yield return new("I15", $"No host can give a hold the id '{id}'.");
        }

        if (replay.Holds.ContainsKey(id))
        {
            yield return new("I10", $"Hold '{id}' was made before.");
        }
    }

    /// <summary>What is spent comes from the front of the spending order, and from nowhere else.</summary>
    private IEnumerable<Broken> CheckSpent(CreditEntry entry, Func<GrantId, Credits, CreditMovement> moving)
    {
        foreach (var moved in entry.Movements)
        {
            var grant = replay.Grants[moved.Grant];
            if (grant.EffectiveAt > entry.At || grant.ExpiresAt <= entry.At)
            {
                yield return new("I12", $"It spends from grant '{grant.Id}', which cannot be spent at {entry.At:O}.");
            }
        }

        var expected = new List<CreditMovement>();
        var left = entry.Amount;
        foreach (var grant in standing.SpendableAt(entry.At).TakeWhile(_ => left > Credits.Zero))
        {
            var part = Credits.Min(grant.Available, left);
            left -= part;
            expected.Add(moving(grant.Id, part));
        }

        if (left > Credits.Zero)
        {
            yield return new("I4", $"It spends {entry.Amount}, and {left} of that were not there.");
        }

        if (!entry.Movements.SequenceEqual(expected))
        {
            yield return new("I13", $"It spends {entry.Amount}, and not from the grants whose turn it was.");
        }
    }

    private IEnumerable<Broken> CheckExtended(CreditEntry entry, HoldId id)
    {
        if (!replay.Holds.TryGetValue(id, out var hold) || hold.Status != HoldStatus.Open)
        {
            yield return new("I8", $"Hold '{id}' was not open.");
            yield break;
        }

        if (!(entry.Deadline > hold.Deadline) || entry.Amount != hold.Amount || entry.Movements.Count > 0)
        {
            yield return new("I8", $"All that it can change is the deadline of hold '{id}', from {hold.Deadline:O} to a later one.");
        }
    }

    /// <summary>A hold ends once: it charges the front of its lines and returns the back.</summary>
    private IEnumerable<Broken> CheckEnded(CreditEntry entry, HoldId id)
    {
        if (!replay.Holds.TryGetValue(id, out var hold) || hold.Status != HoldStatus.Open)
        {
            yield return new("I8", $"Hold '{id}' was not open.");
            yield break;
        }

        var charge = entry.Kind == CreditEntryKind.Settled ? entry.Amount : Credits.Zero;
        if (charge > hold.Amount || (entry.Kind != CreditEntryKind.Settled && entry.Amount != hold.Amount))
        {
            yield return new("I9", $"It is about {entry.Amount}; hold '{id}' had {hold.Amount}.");
        }

        var isDue = entry.Kind == CreditEntryKind.TimedOut;
        if (isDue ? standing.FindFirstDeadline()?.Id != id || entry.At != Later(hold.Deadline, replay.State.LastAt) : entry.At >= hold.Deadline)
        {
            yield return new("I19", $"Hold '{id}' was due at {hold.Deadline:O}; the entry came at {entry.At:O}.");
        }

        var expected = new List<CreditMovement>();
        foreach (var line in hold.Lines)
        {
            var part = Credits.Min(line.Held, charge);
            charge -= part;
            expected.Add(new(line.Grant, line.Held - part, Credits.Zero - line.Held, part, Credits.Zero, Credits.Zero));
        }

        if (!entry.Movements.SequenceEqual(expected))
        {
            yield return new("I14", $"It does not charge the front of the lines of hold '{id}' and return the rest.");
        }
    }
}
