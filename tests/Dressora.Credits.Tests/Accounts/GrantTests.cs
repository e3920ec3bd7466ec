using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Accounts;

public sealed class GrantTests
{
    private readonly Till _till = new();

    [Fact]
    public void An_account_begins_with_its_first_grant()
    {
        var granted = Assert.IsType<GrantResult.Granted>(_till.Grant("g", 5));

        Assert.Equal((5, 0, 0, 0), _till.Buckets("g"));
        Assert.Equal((1L, Till.Start), (granted.Sequence, granted.Grant.EffectiveAt));
    }

    [Fact]
    public void The_same_grant_again_is_replayed_as_it_stands_now()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 2);

        Assert.Equal(new Credits(3), Assert.IsType<GrantResult.Replayed>(_till.At(9).Grant("g", 5)).Grant.Available);
        Assert.Equal(2, _till.Shelf.State.Sequence);
    }

    [Theory]
    [InlineData(6, 10d, 0, null)]
    [InlineData(5, 11d, 0, null)]
    [InlineData(5, null, 0, null)]
    [InlineData(5, 10d, 1, null)]
    [InlineData(5, 10d, 0, 2d)]
    public void Another_payload_under_a_known_id_is_a_conflict_that_changes_nothing(
        long amount, double? expires, int priority, double? effective)
    {
        _till.Grant("g", 5, expires: 10);

        var conflict = Assert.IsType<GrantResult.Conflict>(_till.Grant("g", amount, expires, priority, effective));

        Assert.Equal((new Credits(5), true), (conflict.Existing.Amount, conflict.IsRefused));
        Assert.Single(_till.Shelf.Journal);
    }

    [Fact]
    public void A_grant_whose_expiry_has_passed_is_booked_and_expires_at_once()
    {
        Assert.IsType<GrantResult.Granted>(_till.At(10).Grant("g", 5, expires: 10));

        Assert.Equal((0, 0, 0, 5), _till.Buckets("g"));
        Assert.Equal([CreditEntryKind.Granted, CreditEntryKind.Expired], _till.Kinds);
        Assert.IsType<GrantResult.Replayed>(_till.Grant("g", 5, expires: 10));
    }

    [Fact]
    public void A_grant_is_known_for_ever_also_when_nothing_of_it_is_left()
    {
        _till.Grant("g", 5);
        _till.Freeze("h", 5);
        _till.Settle("h", 5);

        Assert.IsType<GrantResult.Replayed>(_till.Grant("g", 5));
        Assert.Equal(Credits.Zero, _till.Shelf.State.Available);
    }

    [Fact]
    public void A_total_that_would_overflow_changes_nothing()
    {
        _till.Grant("g", long.MaxValue - 1);
        _till.Freeze("h", 10);
        var before = _till.Shelf.State;

        Assert.Throws<OverflowException>(() => _till.Grant("more", 2));
        Assert.Equal((before, 2), (_till.Shelf.State, _till.Shelf.Journal.Count));
        Assert.IsType<GrantResult.Granted>(_till.Grant("more", 1));
    }

    [Fact]
    public void A_book_goes_on_after_an_operation_that_would_overflow()
    {
        var book = Shelf.Open(AccountState.Empty(Histories.Alice), [], []);
        book.Apply(Some.Grant("g", long.MaxValue), Till.Start);

        Assert.Throws<OverflowException>(() => book.Apply(Some.Grant("more", 1), Till.Start));
        Assert.IsType<FreezeResult.Frozen>(book.Apply(Some.Freeze("h", 1), Till.Start));

        var changes = book.TakeChanges();
        Assert.Equal("g", Assert.Single(changes.Grants).Id.Value);
        Assert.Equal([1, 2], changes.Entries.Select(entry => entry.Sequence));
    }
}
