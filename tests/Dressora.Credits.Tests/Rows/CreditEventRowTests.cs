using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Rows;

public sealed class CreditEventRowTests
{
    private static readonly DateTimeOffset At = Histories.Start;

    public static TheoryData<CreditEvent, int, string> Events => new()
    {
        { new CreditEvent.LowBalance(Histories.Alice, 7, At, new Credits(3)), 1, string.Empty },
        { new CreditEvent.GrantExpiring(Histories.Alice, 7, At, new GrantId("g"), new Credits(3), At.AddDays(1)), 2, "g" },
        { new CreditEvent.GrantExpired(Histories.Alice, 7, At, new GrantId("g"), new Credits(3)), 3, "g" },
        { new CreditEvent.HoldTimedOut(Histories.Alice, 7, At, new HoldId("h"), new Credits(3)), 4, "h" },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void An_event_is_a_row_of_its_kind_and_comes_back_whole(CreditEvent happened, int kind, string subject)
    {
        var row = CreditEventRow.Of(happened);

        Assert.Equal((kind, subject, new Credits(3)), (row.Kind, row.Subject, row.Amount));
        Assert.Equal(happened, row.ToEvent(Histories.Alice, 7, At));
    }

    [Fact]
    public void A_kind_of_a_later_version_is_named() => Assert.Contains(
        "kind 9",
        Assert.Throws<InvalidOperationException>(() => new CreditEventRow(9, "g", Credits.Zero, null).ToEvent(Histories.Alice, 1, At)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_is_no_event_of_this_version_is_named()
    {
        Assert.Throws<ArgumentNullException>("happened", () => CreditEventRow.Of(null!));
        Assert.Contains(
            "StrangeEvent", Assert.Throws<ArgumentException>("happened", () => CreditEventRow.Of(new StrangeEvent())).Message, StringComparison.Ordinal);
    }

    private sealed record StrangeEvent() : CreditEvent(Histories.Alice, 1, Histories.Start);
}
