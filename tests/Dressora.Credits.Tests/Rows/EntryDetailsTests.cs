using System.Text.Json;
using CsCheck;
using Dressora.Ledger.Tests.Audits;
using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Rows;

public sealed class EntryDetailsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What lies in a host's tables is read for years: the text is a format.</summary>
    public static TheoryData<CreditEntry, string> Formats => new()
    {
        { Entry() with { Key = new OperationKey("k") }, """{"key":"k"}""" },
        { Entry() with { Reason = ReleaseReason.Failed }, $$"""{"reason":{{(int)ReleaseReason.Failed}}}""" },
        { Entry() with { Note = "by hand" }, """{"note":"by hand"}""" },
        {
            Entry() with { Terms = new GrantTerms(-1, At, null, null, null) },
            $$"""{"priority":-1,"effectiveAt":{{At.UtcTicks}}}"""
        },
        {
            Entry() with { Terms = new GrantTerms(2, At, At.AddDays(1), new GrantReplacement(new GrantId("g"), new HoldId("h")), "a pack") },
            $$"""{"priority":2,"effectiveAt":{{At.UtcTicks}},"expiresAt":{{At.AddDays(1).UtcTicks}},"replacesGrant":"g","replacesHold":"h","metadata":"a pack"}"""
        },
        {
            Entry() with { Key = new OperationKey("k"), Denial = new CreditDenial(CreditEntryKind.Refunded, CreditRefusal.NotSettled, null) },
            $$"""{"key":"k","deniedKind":{{(int)CreditEntryKind.Refunded}},"refusal":{{(int)CreditRefusal.NotSettled}}}"""
        },
        {
            Entry() with { Denial = new CreditDenial(CreditEntryKind.Frozen, CreditRefusal.Insufficient, new Credits(7)) },
            $$"""{"deniedKind":{{(int)CreditEntryKind.Frozen}},"refusal":{{(int)CreditRefusal.Insufficient}},"spendable":7}"""
        },
    };

    [Theory]
    [MemberData(nameof(Formats), DisableDiscoveryEnumeration = true)]
    public void Details_have_one_form_and_are_read_back_from_it(CreditEntry entry, string text)
    {
        Assert.Equal(text, EntryDetails.Write(entry));
        Assert.Equal(entry, EntryDetails.Read(text, Entry()));
    }

    [Fact]
    public void An_entry_without_details_has_no_text()
    {
        Assert.Null(EntryDetails.Write(Entry()));
        Assert.Same(Bare, EntryDetails.Read(null, Bare));
    }

    [Fact]
    public void Whatever_the_book_writes_is_read_back_as_it_was() => Books.Any.Sample(
        books => Assert.All(books.Journal, entry =>
        {
            var bare = entry with { Key = null, Reason = null, Note = null, Terms = null, Denial = null };
            Assert.Equal(entry, EntryDetails.Read(EntryDetails.Write(entry), bare));
            Assert.Equal(entry.Movements, LineText.ReadMovements(LineText.Write(entry.Movements)));
        }),
        iter: Histories.Count(400));

    [Fact]
    public void A_broken_text_is_unreadable_and_no_entry()
    {
        Assert.True(AccountAudit.IsUnreadable(Assert.ThrowsAny<Exception>(() => EntryDetails.Read("{", Bare))));
        Assert.True(AccountAudit.IsUnreadable(Assert.ThrowsAny<Exception>(() => EntryDetails.Read("""{"key":7}""", Bare))));
        Assert.True(AccountAudit.IsUnreadable(Assert.ThrowsAny<Exception>(() => EntryDetails.Read("""{"reason":"x"}""", Bare))));
        Assert.ThrowsAny<JsonException>(() => LineText.ReadLines("nothing"));
    }

    [Fact]
    public void Nothing_cannot_be_written_or_read()
    {
        Assert.Throws<ArgumentNullException>("entry", () => EntryDetails.Write(null!));
        Assert.Throws<ArgumentNullException>("entry", () => EntryDetails.Read(null, null!));
    }

    private static CreditEntry Bare { get; } = Entry();

    private static CreditEntry Entry() => new()
    {
        Sequence = 1,
        At = At,
        Kind = CreditEntryKind.Granted,
        Amount = new Credits(1),
        Hold = null,
        Grant = null,
        Movements = NoMovements,
        AvailableAfter = Credits.Zero,
        HeldAfter = Credits.Zero,
    };

    private static IReadOnlyList<CreditMovement> NoMovements { get; } = [];
}
