using Xunit;

namespace Dressora.Testing;

/// <content>Reading, bad input and isolation.</content>
public abstract partial class CreditLedgerConformance
{
    /// <summary>Nobody has nothing.</summary>
    [Fact]
    public virtual async Task An_unknown_account_has_nothing()
    {
        Assert.Equal((0, 0), await BalanceAsync());
        Assert.Null(await Ledger.FindHoldAsync(Alice, new HoldId("h")));
        Assert.Empty(await JournalAsync());
        Assert.Equal(SettleRefusal.NotFound, Assert.IsType<SettleResult.Refused>(await SettleAsync("h", 1)).Reason);
        Assert.Null(Assert.IsType<ReleaseResult.Refused>(await ReleaseAsync("h")).Hold);
    }

    /// <summary>Accounts do not see each other.</summary>
    [Fact]
    public virtual async Task Accounts_do_not_touch_each_other()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 2);

        Assert.IsType<FreezeResult.Insufficient>(await FreezeAsync("h", 2, account: Bob));
        Assert.IsType<ReleaseResult.Refused>(await ReleaseAsync("h", Bob));
        Assert.Equal((3, 2), await BalanceAsync());
        Assert.Equal((0, 0), await BalanceAsync(Bob));
    }

    /// <summary>The balance lists what is left, in spending order.</summary>
    [Fact]
    public virtual async Task The_balance_lists_what_is_left_in_spending_order()
    {
        await GrantAsync("late", 6, TimeSpan.FromDays(90));
        await GrantAsync("soon", 4, TimeSpan.FromDays(7));
        await FreezeAsync("h", 4);

        var balance = await Ledger.GetBalanceAsync(Alice);
        Assert.Equal([("soon", 0L, 4L), ("late", 6L, 0L)], balance.Grants.Select(g => (g.Id.Value, g.Available.Value, g.Held.Value)));

        await SettleAsync("h", 4);
        Assert.Equal("late", Assert.Single((await Ledger.GetBalanceAsync(Alice)).Grants).Id.Value);
    }

    /// <summary>A hold keeps its lines for ever.</summary>
    [Fact]
    public virtual async Task A_hold_is_found_with_its_lines_after_it_ended()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 3);
        await SettleAsync("h", 2);

        var hold = await HoldAsync("h");
        Assert.Equal(new CreditHoldLine(new GrantId("g"), new Credits(3), new Credits(2), new Credits(1), Credits.Zero), Assert.Single(hold.Lines));
    }

    /// <summary>The journal is dense, and every line of it adds up.</summary>
    [Fact]
    public virtual async Task The_journal_is_dense_and_adds_up()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 3);
        var last = await SettleAsync("h", 2);

        var journal = await JournalAsync();
        Assert.Equal([1, 2, 3], journal.Select(entry => entry.Sequence));
        Assert.Equal(3, last.Sequence);
        Assert.Equal([5, 2, 3], journal.Select(entry => entry.AvailableAfter.Value));
        Assert.Equal([0, 3, 0], journal.Select(entry => entry.HeldAfter.Value));
        Assert.Equal(new CreditMovement(new GrantId("g"), new(1), new(-3), new(2), new(0), new(0)), Assert.Single(journal[2].Movements));
    }

    /// <summary>A refusal or a replay writes nothing.</summary>
    [Fact]
    public virtual async Task Replays_conflicts_and_refusals_that_are_not_denials_leave_the_journal_alone()
    {
        await GrantAsync("g", 1);
        await GrantAsync("g", 1);
        await GrantAsync("g", 2);
        await SettleAsync("h", 2);
        await ReleaseAsync("h");
        await ExtendAsync("h", TimeSpan.FromHours(1));

        Assert.Single(await JournalAsync());
    }

    /// <summary>Pages neither repeat nor skip.</summary>
    [Fact]
    public virtual async Task The_statement_is_read_in_pages_newest_first()
    {
        for (var i = 0; i < 5; i++)
        {
            await GrantAsync($"g{i}", 1);
        }

        var first = await Ledger.ListEntriesAsync(Alice, limit: 2);
        var second = await Ledger.ListEntriesAsync(Alice, first.Next, limit: 3);

        Assert.Equal([5, 4, 3, 2, 1], first.Entries.Concat(second.Entries).Select(entry => entry.Sequence));
        Assert.Null(second.Next);
    }

    /// <summary>Bad arguments are named.</summary>
    [Fact]
    public virtual async Task Bad_amounts_and_limits_are_argument_errors_that_change_nothing()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => GrantAsync("g", 0));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => GrantAsync("g", 5, TimeSpan.Zero, effectiveAfter: TimeSpan.FromDays(1)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => FreezeAsync("h", -1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => FreezeAsync("h", 1, TimeSpan.Zero));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => SettleAsync("h", -1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => FreezeAsync("h", 1, account: default(AccountId)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ledger.ListEntriesAsync(Alice, limit: 0));

        Assert.Empty(await JournalAsync());
    }

    /// <summary>So with what corrects: each of them names the argument, and books nothing beside what was booked.</summary>
    [Fact]
    public virtual async Task Bad_corrections_are_argument_errors_that_change_nothing()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 2);
        var before = (await JournalAsync()).Count;

        await Assert.ThrowsAnyAsync<ArgumentException>(() => RefundAsync("k", "h", 0));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => RefundAsync("k", "h", -1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => RevokeAsync("k", "g", 0));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => RevokeAsync("k", "g", -1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AdjustAsync("a", 0));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AdjustAsync("a", -1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AdjustAsync("a", 1, note: " "));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ExtendAsync("h", TimeSpan.Zero));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ExtendAsync("h", FreezeCredits.LifetimeMax + TimeSpan.FromTicks(1)));

        Assert.Equal(before, (await JournalAsync()).Count);
        Assert.Equal((3, 2), (await GrantOfAsync("g") is { } grant ? (grant.Available.Value, grant.Held.Value) : default));
    }

    /// <summary>Overflow is refused before anything changes.</summary>
    [Fact]
    public virtual async Task A_total_that_would_overflow_is_refused_and_changes_nothing()
    {
        await GrantAsync("g", long.MaxValue);

        await Assert.ThrowsAsync<OverflowException>(() => GrantAsync("one more", 1));

        Assert.Equal((long.MaxValue, 0), await BalanceAsync());
    }

    /// <summary>A token cancels before the write.</summary>
    [Fact]
    public virtual async Task A_cancelled_operation_writes_nothing()
    {
        await GrantAsync("g", 5);
        var operation = new FreezeCredits { Account = Alice, Hold = new HoldId("h"), Amount = new Credits(1), Lifetime = Lifetime };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.FreezeAsync(operation, new CancellationToken(canceled: true)));

        Assert.Equal((5, 0), await BalanceAsync());
    }
}
