using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests;

/// <summary>
/// What must hold of every account at every moment, read from its rows and its journal alone. The
/// numbers are those of docs/ledger.md.
/// </summary>
internal static class Invariants
{
    public static void Check(Shelf shelf)
    {
        I1_I4_EachGrantConserves(shelf);
        I2_TheAccountConserves(shelf);
        I3_EveryEntrySumsToZero(shelf);
        I6_WhatIsHeldIsOnOpenHolds(shelf);
        I7_I9_I11_HoldsConserve(shelf);
        I8_EachHoldEndsOnce(shelf);
        I14_APartialSettleChargesThePrefix(shelf);
        I15_EveryChargeHasOneWayBack(shelf);
        I16_I20_TheJournalIsDenseMonotoneAndAddsUp(shelf);

        // The audit that ships must see nothing either: I5 (rows are the fold), I10, I12, I13, I19.
        Assert.Null(shelf.Audit().Problem);
    }

    private static void I1_I4_EachGrantConserves(Shelf shelf)
    {
        foreach (var grant in shelf.Grants)
        {
            Assert.Equal(grant.Amount, grant.Available + grant.Held + grant.Settled + grant.Expired + grant.Revoked);
            Assert.All(
                [grant.Available, grant.Held, grant.Settled, grant.Expired, grant.Revoked, grant.Claimed, grant.Owing],
                bucket => Assert.True(bucket >= Credits.Zero));
            Assert.True(grant.Owing <= grant.Claimed && grant.Claimed <= grant.Amount);
        }
    }

    private static void I2_TheAccountConserves(Shelf shelf)
    {
        var given = shelf.Journal.Where(IsFromOutside).Sum(entry => entry.Amount.Value);
        Assert.Equal(given, shelf.Grants.Sum(grant => grant.Amount.Value));
        Assert.Equal(shelf.State.Available.Value, shelf.Grants.Sum(grant => grant.Available.Value));
        Assert.Equal(shelf.State.Held.Value, shelf.Grants.Sum(grant => grant.Held.Value));
    }

    private static void I3_EveryEntrySumsToZero(Shelf shelf)
    {
        foreach (var entry in shelf.Journal)
        {
            var sum = entry.Movements.Sum(moved => moved.Available.Value + moved.Held.Value + moved.Settled.Value + moved.Expired.Value + moved.Revoked.Value);
            Assert.Equal(IsFromOutside(entry) ? entry.Amount.Value : 0, sum);
        }
    }

    private static void I6_WhatIsHeldIsOnOpenHolds(Shelf shelf)
    {
        var held = shelf.Holds.Where(hold => hold.Status == HoldStatus.Open).SelectMany(hold => hold.Lines)
            .ToLookup(line => line.Grant, line => line.Held.Value);
        Assert.All(shelf.Grants, grant => Assert.Equal(held[grant.Id].Sum(), grant.Held.Value));
    }

    private static void I7_I9_I11_HoldsConserve(Shelf shelf)
    {
        foreach (var hold in shelf.Holds)
        {
            Assert.Equal(hold.Status == HoldStatus.Denied ? 0 : hold.Amount.Value, hold.Lines.Sum(line => line.Held.Value));
            Assert.Equal(hold.Settled.Value, hold.Lines.Sum(line => line.Settled.Value));
            Assert.Equal(hold.Released.Value, hold.Lines.Sum(line => line.Released.Value));
            Assert.True(hold.Settled <= hold.Amount);
            var ended = hold.Status is not (HoldStatus.Open or HoldStatus.Denied);
            Assert.All(hold.Lines, line => Assert.Equal(ended ? line.Held : Credits.Zero, line.Settled + line.Released));
            Assert.All(hold.Lines, line => Assert.True(line.Refunded >= Credits.Zero && line.Refunded <= line.Settled));
        }
    }

    private static void I8_EachHoldEndsOnce(Shelf shelf)
    {
        CreditEntryKind[] ends = [CreditEntryKind.Settled, CreditEntryKind.Released, CreditEntryKind.TimedOut];
        var ended = shelf.Journal.Where(entry => ends.Contains(entry.Kind)).ToLookup(entry => entry.Hold!.Value, entry => entry.Kind.ToString());
        foreach (var hold in shelf.Holds.Where(hold => hold.Origin == HoldOrigin.Freeze && hold.Status != HoldStatus.Denied))
        {
            string[] expected = hold.Status == HoldStatus.Open ? [] : [hold.Status.ToString()];
            Assert.Equal(expected, ended[hold.Id]);
        }
    }

    private static void I14_APartialSettleChargesThePrefix(Shelf shelf)
    {
        foreach (var hold in shelf.Holds)
        {
            var whole = hold.Lines.TakeWhile(line => line.Released == Credits.Zero).Count();
            Assert.All(hold.Lines.Skip(whole + 1), line => Assert.Equal(Credits.Zero, line.Settled));
        }
    }

    private static void I15_EveryChargeHasOneWayBack(Shelf shelf)
    {
        var charged = shelf.Holds.SelectMany(hold => hold.Lines).ToLookup(line => line.Grant, line => line.Settled.Value - line.Refunded.Value);
        Assert.All(shelf.Grants, grant => Assert.Equal(charged[grant.Id].Sum(), grant.Settled.Value));
    }

    private static void I16_I20_TheJournalIsDenseMonotoneAndAddsUp(Shelf shelf)
    {
        var (available, held, last) = (0L, 0L, DateTimeOffset.MinValue);
        for (var i = 0; i < shelf.Journal.Count; i++)
        {
            var entry = shelf.Journal[i];
            available += entry.Movements.Sum(moved => moved.Available.Value);
            held += entry.Movements.Sum(moved => moved.Held.Value);
            Assert.Equal((i + 1L, available, held), (entry.Sequence, entry.AvailableAfter.Value, entry.HeldAfter.Value));
            Assert.True(entry.At >= last, "Time ran backwards.");
            last = entry.At;
        }

        Assert.Equal(new AccountState(shelf.State.Account, shelf.Journal.Count, last, new Credits(available), new Credits(held)), shelf.State);
    }

    private static bool IsFromOutside(CreditEntry entry) => entry.Kind is CreditEntryKind.Granted or CreditEntryKind.Replaced;
}
