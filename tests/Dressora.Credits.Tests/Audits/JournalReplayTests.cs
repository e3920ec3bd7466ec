using System.Collections.Concurrent;
using CsCheck;
using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Audits;

public sealed class JournalReplayTests
{
    [Fact]
    public void A_replay_of_any_journal_makes_the_same_account() => Books.Any.Sample(
        books =>
        {
            var replay = new JournalReplay(Books.Alice);
            books.Journal.ForEach(replay.Apply);
            Assert.Equal(books.Rows.State, replay.State);
            Assert.Equal(books.Rows.Grants.ToHashSet(), replay.Grants.Values.ToHashSet());
        },
        iter: Histories.Count(2_000));

    [Fact]
    public void The_journals_that_are_tried_have_every_kind_of_entry()
    {
        var missing = new ConcurrentDictionary<CreditEntryKind, bool>(Enum.GetValues<CreditEntryKind>().ToDictionary(kind => kind, _ => true));
        Books.Any.Sample(books => books.Journal.ForEach(entry => missing.TryRemove(entry.Kind, out _)), iter: Histories.Count(2_000));

        Assert.Empty(missing);
    }

    [Fact]
    public void An_entry_about_something_that_nobody_made_is_an_error()
    {
        var replay = new JournalReplay(Books.Alice);
        var entry = new CreditEntry
        {
            Sequence = 1,
            At = Books.Start,
            Kind = CreditEntryKind.Settled,
            Hold = new HoldId("h"),
            Movements = [],
            AvailableAfter = Credits.Zero,
            HeldAfter = Credits.Zero,
        };

        Assert.Contains("'h'", Assert.Throws<InvalidOperationException>(() => replay.Apply(entry)).Message, StringComparison.Ordinal);
    }
}
