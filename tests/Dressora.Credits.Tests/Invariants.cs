using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests;

/// <summary>What must hold of every account at every moment, read from its rows alone.</summary>
internal static class Invariants
{
    public static void Check(Shelf shelf)
    {
        GrantsConserve(shelf);
        HoldsConserve(shelf);
        TheJournalIsDenseMonotoneAndAddsUp(shelf);
        TheJournalFoldsToTheGrants(shelf);
        TheJournalFoldsToTheHolds(shelf);
    }

    private static void GrantsConserve(Shelf shelf)
    {
        foreach (var grant in shelf.Grants)
        {
            Assert.Equal(grant.Amount, grant.Available + grant.Held + grant.Settled + grant.Expired);
            Assert.True(grant is { Available.Value: >= 0, Held.Value: >= 0, Settled.Value: >= 0, Expired.Value: >= 0 });
            var lines = shelf.Holds.SelectMany(hold => hold.Lines, (hold, line) => (Hold: hold, Line: line)).Where(pair => pair.Line.Grant == grant.Id).ToList();
            Assert.Equal(grant.Held.Value, lines.Where(pair => pair.Hold.Status == HoldStatus.Open).Sum(pair => pair.Line.Held.Value));
            Assert.Equal(grant.Settled.Value, lines.Sum(pair => pair.Line.Settled.Value));
        }

        Assert.Equal(shelf.State.Available.Value, shelf.Grants.Sum(grant => grant.Available.Value));
        Assert.Equal(shelf.State.Held.Value, shelf.Grants.Sum(grant => grant.Held.Value));
    }

    private static void HoldsConserve(Shelf shelf)
    {
        foreach (var hold in shelf.Holds)
        {
            Assert.Equal(hold.Amount.Value, hold.Lines.Sum(line => line.Held.Value));
            var ended = hold.Status != HoldStatus.Open;
            Assert.Equal(ended ? hold.Amount : Credits.Zero, hold.Settled + hold.Released);
            Assert.Equal(hold.Settled.Value, hold.Lines.Sum(line => line.Settled.Value));
            Assert.Equal(hold.Released.Value, hold.Lines.Sum(line => line.Released.Value));
            var firstReturned = hold.Lines.TakeWhile(line => line.Released == Credits.Zero).Count();
            Assert.All(hold.Lines.Skip(firstReturned + 1), line => Assert.Equal(Credits.Zero, line.Settled));
        }
    }

    private static void TheJournalIsDenseMonotoneAndAddsUp(Shelf shelf)
    {
        var (available, held, last) = (0L, 0L, DateTimeOffset.MinValue);
        for (var i = 0; i < shelf.Journal.Count; i++)
        {
            var entry = shelf.Journal[i];
            available += entry.Movements.Sum(movement => movement.Available.Value);
            held += entry.Movements.Sum(movement => movement.Held.Value);
            Assert.Equal((i + 1L, available, held), (entry.Sequence, entry.AvailableAfter.Value, entry.HeldAfter.Value));
            Assert.True(entry.At >= last, "Time ran backwards.");
            last = entry.At;
            var outside = entry.Kind == CreditEntryKind.Granted ? 1 : 0;
            Assert.All(entry.Movements, movement => Assert.Equal(
                outside * movement.Available.Value,
                (movement.Available + movement.Held + movement.Settled + movement.Expired).Value));
        }

        Assert.Equal(new AccountState(shelf.State.Account, shelf.Journal.Count, last, new Credits(available), new Credits(held)), shelf.State);
    }

    private static void TheJournalFoldsToTheGrants(Shelf shelf)
    {
        var folded = shelf.Journal.SelectMany(entry => entry.Movements).GroupBy(movement => movement.Grant).ToDictionary(
            group => group.Key,
            group => (group.Sum(m => m.Available.Value), group.Sum(m => m.Held.Value), group.Sum(m => m.Settled.Value), group.Sum(m => m.Expired.Value)));
        Assert.All(shelf.Grants, grant => Assert.Equal(
            (grant.Available.Value, grant.Held.Value, grant.Settled.Value, grant.Expired.Value), folded[grant.Id]));
    }

    private static void TheJournalFoldsToTheHolds(Shelf shelf)
    {
        var told = shelf.Journal.Where(entry => entry.Hold is not null).ToLookup(entry => entry.Hold!.Value);
        Assert.Equal(shelf.Holds.Count, told.Count);
        foreach (var hold in shelf.Holds)
        {
            var entries = told[hold.Id].ToList();
            Assert.Equal((CreditEntryKind.Frozen, hold.Sequence), (entries[0].Kind, entries[0].Sequence));
            Assert.Equal(hold.Lines.Select(line => (line.Grant, line.Held)), entries[0].Movements.Select(moved => (moved.Grant, moved.Held)));
            string[] ends = hold.Status == HoldStatus.Open ? [] : [hold.Status.ToString()];
            Assert.Equal(ends, entries.Skip(1).Select(entry => entry.Kind.ToString()));
            Assert.All(entries.Skip(1), entry => Assert.Equal(
                hold.Lines.Select(line => (line.Grant, line.Released, line.Settled)),
                entry.Movements.Select(moved => (moved.Grant, moved.Available, moved.Settled))));
        }
    }
}
