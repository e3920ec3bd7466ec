using Xunit;

namespace Dressora.Testing;

/// <content>Equal operations at once, and whatever a caller may send.</content>
public abstract partial class CreditLedgerConformance
{
    /// <summary>Webhooks arrive together.</summary>
    [Fact]
    public virtual async Task Equal_grants_at_once_give_once()
    {
        var answers = await TogetherAsync(10, _ => GrantAsync("g", 5));

        Assert.Single(answers.OfType<GrantResult.Granted>());
        Assert.Equal(9, answers.OfType<GrantResult.Replayed>().Count());
        Assert.Equal((5, 0), await BalanceAsync());
    }

    /// <summary>Poller and webhook settle together.</summary>
    [Fact]
    public virtual async Task Equal_settles_at_once_charge_once()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 4);

        var answers = await TogetherAsync(10, _ => SettleAsync("h", 3));

        Assert.Single(answers.OfType<SettleResult.Settled>());
        Assert.All(answers.OfType<SettleResult.Replayed>(), answer => Assert.Equal(new Credits(3), answer.Hold.Settled));
        Assert.Equal((2, 0), await BalanceAsync());
    }

    /// <summary>Of a settle and a release at once, one wins and the other says so.</summary>
    [Fact]
    public virtual async Task A_settle_and_a_release_at_once_end_a_hold_once()
    {
        await GrantAsync("g", 5);
        await FreezeAsync("h", 3);

        CreditResult[] answers = await TogetherAsync<CreditResult>(
            10, async i => i % 2 == 0 ? await SettleAsync("h", 3) : await ReleaseAsync("h"));

        Assert.Single(answers, answer => answer is SettleResult.Settled or ReleaseResult.Released);
        Assert.Equal(5, answers.Count(answer => answer.IsRefused));
        Assert.Equal(3, (await JournalAsync()).Count);
    }

    /// <summary>Every answer carries a place of its own in the journal.</summary>
    [Fact]
    public virtual async Task Operations_at_once_get_the_sequences_of_their_own_entries()
    {
        var answers = await TogetherAsync(20, i => GrantAsync($"g{i}", 1));

        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), answers.Select(answer => answer.Sequence).Order());
        var journal = await JournalAsync();
        Assert.All(answers.Cast<GrantResult.Granted>(), answer => Assert.Equal(
            answer.Grant.Id, Assert.Single(journal[(int)answer.Sequence - 1].Movements).Grant));
    }

    /// <summary>A bad operation spoils no other.</summary>
    [Fact]
    public virtual async Task An_operation_that_fails_spoils_none_that_came_with_it()
    {
        await GrantAsync("g", long.MaxValue - 10);

        var answers = await TogetherAsync(
            20, async i => i % 2 == 0 ? await GrantAsync($"g{i}", 1) : await Record.ExceptionAsync(() => GrantAsync($"g{i}", 100)) as object);

        Assert.Equal(10, answers.OfType<GrantResult.Granted>().Count());
        Assert.Equal(10, answers.OfType<OverflowException>().Count());
        Assert.Equal((long.MaxValue, 0), await BalanceAsync());
    }

    /// <summary>Different dates or another priority are another grant.</summary>
    [Fact]
    public virtual async Task A_known_grant_with_other_dates_or_another_priority_is_a_conflict()
    {
        await GrantAsync("g", 5, TimeSpan.FromDays(7));

        Assert.IsType<GrantResult.Replayed>(await GrantAsync("g", 5, TimeSpan.FromDays(7)));
        Assert.IsType<GrantResult.Conflict>(await GrantAsync("g", 5, TimeSpan.FromDays(7) + TimeSpan.FromTicks(1)));
        Assert.IsType<GrantResult.Conflict>(await GrantAsync("g", 5));
        Assert.IsType<GrantResult.Conflict>(await GrantAsync("g", 5, TimeSpan.FromDays(7), priority: 1));
        Assert.IsType<GrantResult.Conflict>(await GrantAsync("g", 5, TimeSpan.FromDays(7), effectiveAfter: TimeSpan.FromDays(1)));
        Assert.Single(await JournalAsync());
    }

    /// <summary>The offset a date is written with is no part of it.</summary>
    [Fact]
    public virtual async Task The_same_instant_in_another_offset_is_the_same_grant()
    {
        var grant = new GrantCredits { Account = Alice, Grant = new GrantId("g"), Amount = new Credits(5), ExpiresAt = Now + Lifetime };
        await Ledger.GrantAsync(grant);

        Assert.IsType<GrantResult.Replayed>(await Ledger.GrantAsync(grant with { ExpiresAt = grant.ExpiresAt?.ToOffset(TimeSpan.FromHours(5)) }));
    }

    /// <summary>The second reason is not an answer to the first.</summary>
    [Fact]
    public virtual async Task The_journal_says_why_a_hold_was_returned()
    {
        await FreezeAsync("h", 0);
        await Ledger.ReleaseAsync(new ReleaseCredits { Account = Alice, Hold = new HoldId("h"), Reason = ReleaseReason.Canceled });
        await ReleaseAsync("h");

        Assert.Equal([null, ReleaseReason.Canceled], (await JournalAsync()).Select(entry => entry.Reason));
    }

    /// <summary>
    /// A life beyond the calendar is a caller's mistake, not a crash in the middle of a write.
    /// </summary>
    [Fact]
    public virtual async Task A_lifetime_beyond_its_maximum_is_an_argument_error()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => FreezeAsync("h", 0, TimeSpan.MaxValue));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => FreezeAsync("h", 0, FreezeCredits.LifetimeMax + TimeSpan.FromTicks(1)));

        Assert.IsType<FreezeResult.Frozen>(await FreezeAsync("h", 0, FreezeCredits.LifetimeMax));
    }

    /// <summary>Any number may be passed as the place to continue below.</summary>
    [Fact]
    public virtual async Task A_statement_below_its_first_entry_is_empty()
    {
        await GrantAsync("g", 1);

        foreach (var before in (long[])[1, 0, -1, long.MinValue])
        {
            var page = await Ledger.ListEntriesAsync(Alice, before);
            Assert.Equal((0, null), (page.Entries.Count, page.Next));
        }

        Assert.Single((await Ledger.ListEntriesAsync(Alice, long.MaxValue)).Entries);
    }

    /// <summary>A page that holds the rest is the last.</summary>
    [Fact]
    public virtual async Task A_page_that_fits_exactly_is_the_last()
    {
        await GrantAsync("a", 1);
        await GrantAsync("b", 1);

        Assert.Null((await Ledger.ListEntriesAsync(Alice, limit: 2)).Next);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ledger.ListEntriesAsync(Alice, limit: 501));
    }

    private static async Task<T[]> TogetherAsync<T>(int count, Func<int, Task<T>> act) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => act(i))));
}
