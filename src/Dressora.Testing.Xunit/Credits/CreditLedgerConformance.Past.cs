using Xunit;

namespace Dressora.Testing;

/// <summary>What the journal tells.</summary>
public abstract partial class CreditLedgerConformance
{
    /// <summary>A balance is the same whether it was asked for then or is asked for now.</summary>
    [Fact]
    public virtual async Task A_past_balance_is_the_one_that_was_answered_then()
    {
        var answered = new List<(DateTimeOffset At, long Available, long Held, long Sequence)>();
        await LiveAsync(async () =>
        {
            var balance = await Ledger.GetBalanceAsync(Alice);
            answered.Add((Now, balance.Available.Value, balance.Held.Value, balance.Sequence));
        });

        foreach (var (at, available, held, sequence) in answered)
        {
            var balance = await Ledger.GetBalanceAtAsync(Alice, at);
            Assert.Equal((available, held, sequence), (balance.Available.Value, balance.Held.Value, balance.Sequence));
        }
    }

    /// <summary>Before an account began it had nothing, and the future is not known.</summary>
    [Fact]
    public virtual async Task Before_the_first_entry_there_was_nothing_and_the_future_counts_as_now()
    {
        await GrantAsync("g", 5, expiresAfter: TimeSpan.FromDays(1));

        Assert.Equal(Credits.Zero, (await Ledger.GetBalanceAtAsync(Alice, Now - TimeSpan.FromTicks(1))).Available);
        Assert.Equal(new Credits(5), (await Ledger.GetBalanceAtAsync(Alice, Now + TimeSpan.FromDays(2))).Available);
        Assert.Equal(Credits.Zero, (await Ledger.GetBalanceAtAsync(Bob, Now)).Available);
    }

    /// <summary>A charge can be followed to the grants that paid for it, also one that came late.</summary>
    [Fact]
    public virtual async Task A_charge_is_followed_back_to_its_grants()
    {
        await GrantAsync("soon", 3, expiresAfter: TimeSpan.FromDays(1));
        await GrantAsync("never", 10);
        await FreezeAsync("work", 5);
        await FreezeAsync("other work", 1);
        Clock.Advance(Lifetime);
        await Ledger.SettleAsync(new SettleCredits { Account = Alice, Hold = new HoldId("work"), Amount = new Credits(4), Reacquire = true });

        var trace = (await Ledger.TraceAsync(Alice, new HoldId("work")))!;

        Assert.Equal((HoldStatus.TimedOut, HoldStatus.Settled), (trace.Hold.Status, trace.Late!.Status));
        Assert.Equal(
            [CreditEntryKind.Frozen, CreditEntryKind.TimedOut, CreditEntryKind.SettledLate], trace.Entries.Select(entry => entry.Kind));
        Assert.Equal(["soon", "never"], trace.Grants.Select(grant => grant.Id.Value));
        Assert.Null(await Ledger.TraceAsync(Alice, new HoldId("no work")));
        Assert.Null(await Ledger.TraceAsync(Bob, new HoldId("work")));
    }

    /// <summary>Whatever has happened to an account, it is sound; asking changes nothing.</summary>
    [Fact]
    public virtual async Task An_account_is_sound_after_everything_that_can_happen_to_it()
    {
        await LiveAsync(() => Task.CompletedTask);
        Clock.Advance(TimeSpan.FromDays(2));

        var verification = await Ledger.VerifyAsync(Alice);

        Assert.Null(verification.Problem);
        Assert.Equal(verification, await Ledger.VerifyAsync(Alice));
        Assert.True((await JournalAsync()).Count > verification.Entries, "what had fallen due was booked by asking");
        Assert.Null((await Ledger.VerifyAsync(Alice)).Problem);
        Assert.Equal(new CreditVerification(Bob, 0, null), await Ledger.VerifyAsync(Bob));
    }

    /// <summary>Accounts are listed once they have a journal, in pages.</summary>
    [Fact]
    public virtual async Task Accounts_are_listed_in_order_and_in_pages()
    {
        foreach (var account in new[] { "b", "A", "a" })
        {
            await Ledger.GrantAsync(new GrantCredits { Account = new AccountId(account), Grant = new GrantId("g"), Amount = new Credits(1) });
        }

        await Ledger.GetBalanceAsync(Bob);

        Assert.Equal([new AccountId("A"), new AccountId("a")], await Ledger.ListAccountsAsync(limit: 2));
        Assert.Equal([new AccountId("b")], await Ledger.ListAccountsAsync(new AccountId("a")));
    }

    /// <summary>Something of everything, and what is to be looked at after each step.</summary>
    private async Task LiveAsync(Func<Task> look)
    {
        var steps = new Func<Task>[]
        {
            () => GrantAsync("daily", 4, expiresAfter: TimeSpan.FromHours(3)),
            () => GrantAsync("pack", 20, priority: 1),
            () => GrantAsync("future", 5, expiresAfter: TimeSpan.FromDays(1), effectiveAfter: TimeSpan.FromHours(5)),
            () => FreezeAsync("a", 6),
            () => FreezeAsync("b", 2, TimeSpan.FromHours(4)),
            () => FreezeAsync("too much", 500),
            () => SettleAsync("a", 5),
            () => Ledger.ExtendAsync(new ExtendCredits { Account = Alice, Hold = new HoldId("b"), Lifetime = TimeSpan.FromHours(6) }),
            () => FreezeAsync("c", 3),
            () => Ledger.RefundAsync(new RefundCredits { Account = Alice, Hold = new HoldId("a"), Key = new("r"), Amount = new Credits(2) }),
            () => ReleaseAsync("b"),
            () => Ledger.SettleAsync(new SettleCredits { Account = Alice, Hold = new HoldId("c"), Amount = new Credits(2), Reacquire = true }),
            () => Ledger.RevokeAsync(new RevokeCredits { Account = Alice, Grant = new GrantId("pack"), Key = new("chargeback"), Note = "lost" }),
            () => Ledger.AdjustAsync(new AdjustCredits { Account = Alice, Hold = new HoldId("fix"), Amount = new Credits(1), Note = "counted twice" }),
            () => Ledger.RefundAsync(new RefundCredits { Account = Alice, Hold = new HoldId("c"), Key = new("r2"), Amount = new Credits(1) }),
            () => FreezeAsync("d", 1, TimeSpan.FromHours(9)),
        };
        foreach (var step in steps)
        {
            await step();
            await look();
            Clock.Advance(TimeSpan.FromMinutes(20));
            await look();
            Clock.Advance(TimeSpan.FromMinutes(10));
        }
    }
}
