namespace Dressora.Ledger.Tests.Audits;

/// <summary>
/// Entries that somebody appended: each is one of the journal's own, moved to its end with the right place and totals, as it was or with
/// one thing that could not be.
/// </summary>
internal static class Forgeries
{
    private static readonly Credits One = new(1);

    public static IEnumerable<Corruption> Of(Books books)
    {
        var last = books.Journal[^1];
        foreach (var entry in books.Journal)
        {
            foreach (var (what, forged) in Variants(entry))
            {
                var appended = Totalled(forged with { Sequence = last.Sequence + 1, At = last.At }, last);
                yield return new($"forged {entry.Kind}, {what}", books with { Journal = [.. books.Journal, appended] }, last.Sequence + 1);
            }
        }
    }

    private static IEnumerable<(string What, CreditEntry Forged)> Variants(CreditEntry entry)
    {
        yield return ("as it was", entry);
        yield return ("moving nothing", entry with { Movements = [] });
        yield return ("of a negative amount", entry with { Amount = Credits.Zero - One, Movements = [] });
        yield return ("with credits out of nowhere", entry with
        {
            Movements = [.. entry.Movements, new(new GrantId("g"), One, Credits.Zero - One, Credits.Zero, Credits.Zero, Credits.Zero)],
        });
        if (entry.Key is not null)
        {
            yield return ("with a key of its own", entry with { Key = new OperationKey("forged") });
        }

        if (entry.Hold is not null)
        {
            yield return ("of another hold", entry with { Hold = new HoldId("forged") });
            yield return ("of a hold that is the ledger's own", entry with { Hold = HoldId.ForLateSettle(new HoldId("forged")) });
            yield return ("of another hold, moving nothing", entry with { Hold = new HoldId("forged"), Amount = Credits.Zero, Movements = [] });
        }

        if (entry.Grant is { } grant)
        {
            yield return ("of another grant", Of(entry, grant, new GrantId("forged")));
            yield return ("of a grant that is the ledger's own", Of(entry, grant, GrantId.ForReplacement(9_999)));
        }

        if (entry.Deadline is not null)
        {
            yield return ("with a later deadline", entry with { Deadline = entry.Deadline.Value.AddDays(9) });
        }

        if (entry.Kind == CreditEntryKind.Adjusted)
        {
            yield return ("without a word", entry with { Hold = new HoldId("forged"), Note = " " });
            yield return ("of nothing", entry with { Hold = new HoldId("forged"), Amount = Credits.Zero, Movements = [] });
        }
    }

    private static CreditEntry Of(CreditEntry entry, GrantId grant, GrantId other) => entry with
    {
        Grant = other,
        Movements = [.. entry.Movements.Select(moved => moved.Grant == grant ? moved with { Grant = other } : moved)],
    };

    private static CreditEntry Totalled(CreditEntry entry, CreditEntry last) => entry with
    {
        AvailableAfter = entry.Movements.Aggregate(last.AvailableAfter, (sum, moved) => sum + moved.Available),
        HeldAfter = entry.Movements.Aggregate(last.HeldAfter, (sum, moved) => sum + moved.Held),
    };
}
