namespace Dressora.Ledger;

/// <summary>Checks an account's rows: each in itself, with each other, and against what follows from the journal.</summary>
internal sealed class RowAudit(AccountSnapshot rows, JournalReplay replay)
{
    /// <summary>Finds the first rule that the rows break; <see langword="null"/> when they are sound.</summary>
    public CreditProblem? FindProblem()
    {
        try
        {
            return CheckGrants().Concat(CheckHolds()).Concat(CheckSums()).Concat(CompareWithJournal()).FirstOrDefault();
        }
        catch (OverflowException)
        {
            return new CreditProblem(null, "I2", "The amounts of the rows are beyond what an account can have.");
        }
    }

    private IEnumerable<CreditProblem> CheckGrants()
    {
        foreach (var grant in rows.Grants)
        {
            if (Least(grant.Available, grant.Held, grant.Settled, grant.Expired, grant.Revoked, grant.Owing) < Credits.Zero)
            {
                yield return new(null, "I4", $"Grant '{grant.Id}' has a negative amount.");
            }

            if (grant.Amount != grant.Available + grant.Held + grant.Settled + grant.Expired + grant.Revoked)
            {
                yield return new(null, "I1", $"Grant '{grant.Id}' gave {grant.Amount}, and its parts sum to something else.");
            }
        }
    }

    private IEnumerable<CreditProblem> CheckHolds()
    {
        foreach (var hold in rows.Holds)
        {
            var lines = hold.Lines.Aggregate(Credits.Zero, (sum, line) => sum + line.Held);
            if (lines != (hold.Status == HoldStatus.Denied ? Credits.Zero : hold.Amount))
            {
                yield return new(null, "I7", $"The lines of hold '{hold.Id}' sum to {lines}; its amount is {hold.Amount}.");
            }

            if (hold.Lines.Any(line => Least(line.Settled, line.Released, line.Held - line.Settled - line.Released, line.Settled - line.Refunded) < Credits.Zero))
            {
                yield return new(null, "I11", $"A line of hold '{hold.Id}' charged or returned more than it had.");
            }
        }
    }

    private IEnumerable<CreditProblem> CheckSums()
    {
        var available = rows.Grants.Aggregate(Credits.Zero, (sum, grant) => sum + grant.Available);
        if (available != rows.State.Available)
        {
            yield return new(null, "I2", $"The account has {rows.State.Available} available; its grants have {available}.");
        }

        var open = rows.Holds.Where(hold => hold.Status == HoldStatus.Open).ToList();
        var held = open.Aggregate(Credits.Zero, (sum, hold) => sum + hold.Amount);
        if (held != rows.State.Held)
        {
            yield return new(null, "I6", $"The account has {rows.State.Held} held; its open holds have {held}.");
        }

        var lines = open.SelectMany(hold => hold.Lines).ToLookup(line => line.Grant, line => line.Held);
        foreach (var grant in rows.Grants)
        {
            var onLines = lines[grant.Id].Aggregate(Credits.Zero, (sum, part) => sum + part);
            if (onLines != grant.Held)
            {
                yield return new(null, "I6", $"Grant '{grant.Id}' has {grant.Held} held; the open holds have {onLines} of it.");
            }
        }
    }

    private IEnumerable<CreditProblem> CompareWithJournal()
    {
        if (rows.State != replay.State)
        {
            yield return new(null, "I5", $"The account's row is {rows.State}; its journal makes it {replay.State}.");
        }

        foreach (var problem in Compare(rows.Grants, replay.Grants, grant => grant.Id, "Grant", (row, made) => row == made)
            .Concat(Compare(rows.Holds, replay.Holds, hold => hold.Id, "Hold", AreEqual))
            .Concat(Compare(rows.Receipts, replay.Receipts, receipt => receipt.Key, "Receipt", AreEqual)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<CreditProblem> Compare<TId, TRow>(
        IReadOnlyCollection<TRow> rows, IReadOnlyDictionary<TId, TRow> made, Func<TRow, TId> idOf, string noun, Func<TRow, TRow, bool> areEqual)
        where TId : notnull
    {
        var found = new HashSet<TId>();
        foreach (var row in rows)
        {
            var id = idOf(row);
            if (!found.Add(id) || !made.TryGetValue(id, out var expected))
            {
                yield return new(null, "I5", $"{noun} '{id}' is not in the journal, or is there twice as a row.");
            }
            else if (!areEqual(row, expected))
            {
                yield return new(null, "I5", $"{noun} '{id}' is not what the journal makes it.");
            }
        }

        if (made.Keys.FirstOrDefault(id => !found.Contains(id)) is { } missing && found.Count < made.Count)
        {
            yield return new(null, "I5", $"{noun} '{missing}' is in the journal and has no row.");
        }
    }

    private static bool AreEqual(CreditHold row, CreditHold made) =>
        row.Lines.SequenceEqual(made.Lines) && row with { Lines = made.Lines } == made;

    private bool AreEqual(CreditReceipt row, CreditReceipt made) =>
        row == made || (row.Asked is null && replay.IsWholeClaim(row.Key) && row with { Asked = made.Asked } == made);

    private static Credits Least(params ReadOnlySpan<Credits> amounts)
    {
        var least = amounts[0];
        foreach (var amount in amounts)
        {
            least = Credits.Min(least, amount);
        }

        return least;
    }
}
