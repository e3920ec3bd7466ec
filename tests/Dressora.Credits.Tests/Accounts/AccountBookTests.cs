using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Accounts;

public sealed class AccountBookTests
{
    private readonly Till _till = new();

    [Fact]
    public void The_journal_is_dense_and_every_answer_carries_its_sequence()
    {
        long[] told = [_till.Grant("g", 5).Sequence, _till.Freeze("h", 3).Sequence, _till.Freeze("h", 3).Sequence, _till.Settle("h", 2).Sequence];

        Assert.Equal([1, 2, 2, 3], told);
        Assert.Equal([1, 2, 3], _till.Shelf.Journal.Select(entry => entry.Sequence));
    }

    [Fact]
    public void Every_movement_of_an_entry_names_its_grant_in_spending_order()
    {
        _till.Grant("late", 4, expires: 200);
        _till.Grant("soon", 4, expires: 100);
        _till.Freeze("h", 6);
        _till.Settle("h", 5);

        Assert.Equal(
            [
                new CreditMovement(new GrantId("soon"), new(0), new(-4), new(4), new(0), new(0)),
                new CreditMovement(new GrantId("late"), new(1), new(-2), new(1), new(0), new(0)),
            ],
            _till.Shelf.Journal[^1].Movements);
    }

    [Fact]
    public void A_balance_counts_what_can_be_frozen_at_once_and_lists_what_is_left()
    {
        _till.Grant("spent", 1, priority: -1);
        _till.Freeze("s", 1);
        _till.Settle("s", 1);
        _till.Grant("later", 3, effective: 50);
        _till.Grant("held", 2, expires: 10);
        _till.Freeze("h", 2);
        _till.Grant("now", 4);

        var balance = Shelf.Open(_till.Shelf.State, _till.Shelf.Grants, _till.Shelf.Holds).GetBalance(Till.Minute(1));

        Assert.Equal((new Credits(4), new Credits(2), _till.Shelf.State.Sequence), (balance.Available, balance.Held, balance.Sequence));
        Assert.Equal(["held", "now", "later"], balance.Grants.Select(grant => grant.Id.Value));
    }

    [Fact]
    public void A_balance_counts_nothing_that_has_expired()
    {
        _till.Grant("g", 4, expires: 10);

        var balance = Shelf.Open(_till.Shelf.State, _till.Shelf.Grants, []).GetBalance(Till.Minute(10));

        Assert.Equal((Credits.Zero, 0, 2L), (balance.Available, balance.Grants.Count, balance.Sequence));
    }

    [Fact]
    public void Changes_are_taken_once_and_the_book_goes_on_from_there()
    {
        var book = Shelf.Open(AccountState.Empty(Histories.Alice), [], []);
        Assert.True(book.TakeChanges().IsEmpty);
        book.Apply(Some.Grant("g", 5), Till.Start);
        Assert.Equal("g", Assert.Single(book.TakeChanges().Grants).Id.Value);

        book.Apply(Some.Freeze("h", 2), Till.Start);

        var changes = book.TakeChanges();
        Assert.Equal((2L, "h"), (Assert.Single(changes.Entries).Sequence, Assert.Single(changes.Holds).Id.Value));
        Assert.Equal("h", book.FindHold(new HoldId("h"))!.Id.Value);
    }

    [Fact]
    public void A_refusal_that_is_not_remembered_and_a_replay_leave_nothing_to_save()
    {
        var book = Shelf.Open(AccountState.Empty(Histories.Alice), [], []);
        book.Apply(Some.Grant("g", 5), Till.Start);
        book.TakeChanges();

        book.Apply(Some.Grant("g", 5), Till.Start);
        book.Apply(Some.Grant("g", 6), Till.Start);
        book.Apply(Some.Freeze("h", 6) with { RememberDenial = false }, Till.Start);
        book.Apply(Some.Settle("h", 1), Till.Start);
        book.Apply(Some.Release("h"), Till.Start);

        var changes = book.TakeChanges();
        Assert.True(changes.IsEmpty);
        Assert.Equal((0, 0), (changes.Grants.Count, changes.Holds.Count));
    }

    [Fact]
    public void An_operation_on_another_account_is_the_caller_s_mistake()
    {
        var book = Shelf.Open(AccountState.Empty(new AccountId("bob")), [], []);

        Assert.Throws<ArgumentException>("operation", () => book.Apply(Some.Grant("g", 5), Till.Start));
        Assert.True(book.TakeChanges().IsEmpty);
    }
}
