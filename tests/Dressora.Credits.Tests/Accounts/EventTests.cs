using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Accounts;

public sealed class EventTests
{
    private static readonly DateTimeOffset Now = Till.Start;

    [Theory]
    [InlineData(10, 6, 4, true)]
    [InlineData(10, 5, 5, false)] // Down to it is not below it.
    [InlineData(5, 1, 4, true)] // It was exactly enough.
    [InlineData(4, 1, 3, false)] // It was low before.
    [InlineData(10, 1, 9, false)]
    public void A_balance_is_low_once_when_it_falls_below(long granted, long frozen, long left, bool isLow)
    {
        var book = Open(lowBalance: 5);
        book.Apply(Some.Grant("g", granted), Now);
        book.TakeChanges();

        book.Apply(Some.Freeze("h", frozen), Now);

        CreditEvent[] expected = isLow ? [new CreditEvent.LowBalance(Histories.Alice, 2, Now, new Credits(left))] : [];
        Assert.Equal(expected, book.TakeChanges().Events);
    }

    [Fact]
    public void A_balance_that_rises_is_not_low()
    {
        var book = Open(lowBalance: 5);

        book.Apply(Some.Grant("g", 3), Now);

        Assert.Empty(book.TakeChanges().Events);
    }

    [Fact]
    public void An_expiry_makes_a_balance_low_as_well()
    {
        var book = Open(lowBalance: 5);
        book.Apply(Some.Grant("g", 9, expires: 10), Now);
        book.TakeChanges();

        book.Tick(Till.Minute(30));

        Assert.Equal(
            [
                new CreditEvent.GrantExpired(Histories.Alice, 2, Till.Minute(10), new GrantId("g"), new Credits(9)),
                new CreditEvent.LowBalance(Histories.Alice, 2, Till.Minute(10), Credits.Zero),
            ],
            book.TakeChanges().Events);
    }

    [Fact]
    public void A_hold_that_times_out_is_told_with_its_amount()
    {
        var book = Open();
        book.Apply(Some.Grant("g", 9), Now);
        book.Apply(Some.Freeze("h", 4, lifetime: 10), Now);

        book.Tick(Till.Minute(10));

        Assert.Equal(
            [new CreditEvent.HoldTimedOut(Histories.Alice, 3, Till.Minute(10), new HoldId("h"), new Credits(4))], book.TakeChanges().Events);
    }

    [Fact]
    public void What_was_taken_is_not_taken_again()
    {
        var book = Open(lowBalance: 5);
        book.Apply(Some.Grant("g", 9, expires: 30), Now);
        book.Apply(Some.Freeze("h", 5, lifetime: 10), Now);
        book.Apply(Some.Revoke("k", "g", 1), Now);
        book.Tick(Till.Minute(10));

        Assert.False(book.TakeChanges().IsEmpty);
        var again = book.TakeChanges();

        Assert.True(again.IsEmpty);
        Assert.Equal((0, 0, 0, 0, 0), (again.Grants.Count, again.Holds.Count, again.Receipts.Count, again.Entries.Count, again.Events.Count));
    }

    [Fact]
    public void A_book_says_what_it_cannot_open_or_apply()
    {
        var empty = AccountSnapshot.Empty(Histories.Alice);
        Assert.Throws<ArgumentNullException>("rows", () => AccountBook.Open(null!, new CreditOptions()));
        Assert.Throws<ArgumentNullException>("policies", () => AccountBook.Open(empty, null!));
        var book = AccountBook.Open(empty, new CreditOptions());
        Assert.Throws<ArgumentNullException>("grants", () => book.Load(null!, [], []));
        Assert.Throws<ArgumentNullException>("holds", () => book.Load([], null!, []));
        Assert.Throws<ArgumentNullException>("receipts", () => book.Load([], [], null!));
        Assert.Throws<ArgumentNullException>("x", () => SpendingOrder.Instance.Compare(null, null));
        Assert.Throws<ArgumentNullException>("y", () => SpendingOrder.Instance.Compare(Granted(book), null));
        Assert.Contains(
            "another account's",
            Assert.Throws<ArgumentException>("operation", () => book.Apply(Some.Grant("h", 1) with { Account = new AccountId("bob") }, Now)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_refund_that_would_overflow_is_refused_before_anything_has_changed()
    {
        var book = Open();
        book.Apply(Some.Grant("g", 10), Now);
        book.Apply(Some.Freeze("h", 10), Now);
        book.Apply(Some.Settle("h", 10), Now);
        book.Apply(Some.Grant("all", long.MaxValue - 6), Now);
        book.Apply(Some.Freeze("some", 3), Now);
        book.TakeChanges();

        Assert.Throws<OverflowException>(() => book.Apply(Some.Refund("k", "h", 7), Now));
        Assert.True(book.TakeChanges().IsEmpty);
        Assert.IsType<RefundResult.Refunded>(book.Apply(Some.Refund("k", "h", 6), Now));
    }

    private static CreditGrant Granted(AccountBook book) => Assert.IsType<GrantResult.Granted>(book.Apply(Some.Grant("g", 1), Now)).Grant;

    private static AccountBook Open(long lowBalance = 0) =>
        AccountBook.Open(AccountSnapshot.Empty(Histories.Alice), new CreditOptions { LowBalance = lowBalance });
}
