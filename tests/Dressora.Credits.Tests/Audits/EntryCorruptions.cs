namespace Dressora.Ledger.Tests.Audits;

/// <summary>
/// Every change of one field of an entry, but for those that no rule and no row depends on: the words of a note, the reason of a
/// release, a time between two others, and a deadline that a later one replaced.
/// </summary>
internal static class EntryCorruptions
{
    private static readonly Credits One = new(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static IEnumerable<(string What, CreditEntry Changed, bool IsPlain)> Of(List<CreditEntry> journal, int i)
    {
        var entry = journal[i];
        return Plain(entry, i).Select(changed => (changed.What, changed.Changed, true))
            .Concat(Parts(journal, i).Concat(Movements(entry)).Select(changed => (changed.What, changed.Changed, false)));
    }

    private static IEnumerable<(string What, CreditEntry Changed)> Plain(CreditEntry entry, int i)
    {
        yield return ("sequence", entry with { Sequence = entry.Sequence + 1 });
        yield return ("available afterwards", entry with { AvailableAfter = entry.AvailableAfter + One });
        yield return ("held afterwards", entry with { HeldAfter = entry.HeldAfter - One });
        if (i > 0)
        {
            yield return ("a time before the last", entry with { At = entry.At - TimeSpan.FromDays(1) });
        }

        if (entry.Note is null && entry.Kind != CreditEntryKind.Revoked)
        {
            yield return ("a note", entry with { Note = "a note" });
        }

        if (entry.Kind == CreditEntryKind.Adjusted)
        {
            yield return ("no note", entry with { Note = null });
        }

        if (entry.Denial is { } denial)
        {
            yield return ("no denial", entry with { Denial = null });
            yield return ("another refusal", entry with { Denial = denial with { Refusal = (CreditRefusal)(((int)denial.Refusal + 1) % 5) } });
            yield return ("another spendable", entry with { Denial = denial with { Spendable = (denial.Spendable ?? One) + One } });
        }

        foreach (var moved in entry.Movements)
        {
            yield return ("a movement of its own", With(entry, moved, moved with { Settled = moved.Settled + One }));
            yield return ("a movement doubled", entry with { Movements = [.. entry.Movements, moved] });
        }
    }

    private static IEnumerable<(string What, CreditEntry Changed)> Parts(List<CreditEntry> journal, int i)
    {
        var entry = journal[i];
        yield return ("amount", entry with { Amount = entry.Amount + One });
        yield return ("a later time", entry with { At = entry.At + TimeSpan.FromDays(1) });
        yield return ("hold", entry with { Hold = entry.Hold is null ? new HoldId("h") : new HoldId($"{entry.Hold}'") });
        yield return ("grant", entry with { Grant = entry.Grant is null ? new GrantId("g") : new GrantId($"{entry.Grant}'") });
        yield return ("key", entry with { Key = entry.Key is null ? new OperationKey("k") : new OperationKey($"{entry.Key}'") });
        yield return ("reason", entry with { Reason = entry.Reason is null ? ReleaseReason.Failed : null });
        foreach (var kind in Enum.GetValues<CreditEntryKind>().Append((CreditEntryKind)99).Where(kind => kind != entry.Kind))
        {
            yield return ($"kind {kind}", entry with { Kind = kind });
        }

        if (!journal.Skip(i + 1).Any(later => later.Hold == entry.Hold && later.Kind == CreditEntryKind.Extended))
        {
            yield return ("deadline", entry with { Deadline = (entry.Deadline ?? entry.At) + Second });
        }

        if (entry.Terms is { } terms)
        {
            yield return ("no terms", entry with { Terms = null });
            yield return ("priority", entry with { Terms = terms with { Priority = terms.Priority + 1 } });
            yield return ("effective", entry with { Terms = terms with { EffectiveAt = terms.EffectiveAt - Second } });
            yield return ("expiry", entry with { Terms = terms with { ExpiresAt = (terms.ExpiresAt ?? terms.EffectiveAt) + Second } });
            yield return ("metadata", entry with { Terms = terms with { Metadata = $"{terms.Metadata}'" } });
            yield return ("replaces", entry with { Terms = terms with { Replaces = new GrantReplacement(new("g00"), new("h00'")) } });
        }
    }

    private static IEnumerable<(string What, CreditEntry Changed)> Movements(CreditEntry entry)
    {
        foreach (var moved in entry.Movements)
        {
            yield return ("a movement dropped", entry with { Movements = [.. entry.Movements.Where(other => other != moved)] });
            yield return ("a movement elsewhere", With(entry, moved, moved with { Grant = new GrantId($"{moved.Grant}'") }));
            yield return ("a movement to what is held", With(
                entry, moved, moved with { Available = moved.Available - One, Held = moved.Held + One }));
            yield return ("a movement from what expired", With(
                entry, moved, moved with { Expired = moved.Expired - One, Revoked = moved.Revoked + One }));
        }

        if (entry.Movements.Count > 1)
        {
            yield return ("movements turned round", entry with { Movements = [.. entry.Movements.Reverse()] });
        }
    }

    private static CreditEntry With(CreditEntry entry, CreditMovement moved, CreditMovement changed) =>
        entry with { Movements = [.. entry.Movements.Select(other => other == moved ? changed : other)] };
}
