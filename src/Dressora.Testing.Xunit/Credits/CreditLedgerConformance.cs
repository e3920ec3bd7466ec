using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dressora.Testing;

/// <summary>What every ledger must do. Derive once per ledger; the facts come with it.</summary>
/// <remarks>
/// A fact may be overridden with a reason. Every fact works on a ledger of its own, so all may
/// run in parallel.
/// </remarks>
public abstract partial class CreditLedgerConformance : IAsyncLifetime
{
    private protected static readonly AccountId Alice = new("alice");
    private protected static readonly AccountId Bob = new("bob");

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private ICreditLedger? _ledger;

    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private protected ICreditLedger Ledger => _ledger!;

    private protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Returns an empty ledger that nobody else uses.</summary>
    /// <param name="clock">The clock that the ledger must take its time from.</param>
    protected abstract Task<ICreditLedger> CreateLedgerAsync(TimeProvider clock);

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => _ledger = await CreateLedgerAsync(Clock);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected Task<GrantResult> GrantAsync(
        string id, long amount, TimeSpan? expiresAfter = null, int priority = 0, TimeSpan? effectiveAfter = null) =>
        Ledger.GrantAsync(new GrantCredits
        {
            Account = Alice,
            Grant = new GrantId(id),
            Amount = new Credits(amount),
            Priority = priority,
            ExpiresAt = Now + expiresAfter,
            EffectiveAt = Now + effectiveAfter,
        });

    private protected Task<FreezeResult> FreezeAsync(string id, long amount, TimeSpan? lifetime = null, AccountId? account = null) =>
        Ledger.FreezeAsync(new FreezeCredits
        {
            Account = account ?? Alice,
            Hold = new HoldId(id),
            Amount = new Credits(amount),
            Lifetime = lifetime ?? Lifetime,
        });

    private protected Task<SettleResult> SettleAsync(string id, long amount) =>
        Ledger.SettleAsync(new SettleCredits { Account = Alice, Hold = new HoldId(id), Amount = new Credits(amount) });

    private protected Task<ReleaseResult> ReleaseAsync(string id, AccountId? account = null) => Ledger.ReleaseAsync(
        new ReleaseCredits { Account = account ?? Alice, Hold = new HoldId(id), Reason = ReleaseReason.Failed });

    private protected Task<SettleResult> SettleLateAsync(string id, long amount) => Ledger.SettleAsync(
        new SettleCredits { Account = Alice, Hold = new HoldId(id), Amount = new Credits(amount), Reacquire = true });

    private protected Task<ReleaseResult> CancelAsync(string id) => Ledger.ReleaseAsync(
        new ReleaseCredits { Account = Alice, Hold = new HoldId(id), Reason = ReleaseReason.Canceled });

    private protected Task<ExtendResult> ExtendAsync(string id, TimeSpan lifetime) =>
        Ledger.ExtendAsync(new ExtendCredits { Account = Alice, Hold = new HoldId(id), Lifetime = lifetime });

    private protected Task<RefundResult> RefundAsync(string key, string hold, long amount) => Ledger.RefundAsync(
        new RefundCredits { Account = Alice, Key = new OperationKey(key), Hold = new HoldId(hold), Amount = new Credits(amount) });

    private protected Task<RevokeResult> RevokeAsync(string key, string grant, long? amount = null) => Ledger.RevokeAsync(new RevokeCredits
    {
        Account = Alice,
        Key = new OperationKey(key),
        Grant = new GrantId(grant),
        Amount = amount is { } some ? new Credits(some) : null,
    });

    private protected Task<AdjustResult> AdjustAsync(string id, long amount, string note = "by hand") => Ledger.AdjustAsync(
        new AdjustCredits { Account = Alice, Hold = new HoldId(id), Amount = new Credits(amount), Note = note });

    private protected async Task<CreditGrant?> GrantOfAsync(string id) =>
        (await Ledger.GetBalanceAsync(Alice)).Grants.FirstOrDefault(grant => grant.Id.Value == id);

    private protected async Task<(long Available, long Held)> BalanceAsync(AccountId? account = null)
    {
        var balance = await Ledger.GetBalanceAsync(account ?? Alice);
        return (balance.Available.Value, balance.Held.Value);
    }

    private protected async Task<CreditHold> HoldAsync(string id) => (await Ledger.FindHoldAsync(Alice, new HoldId(id)))!;

    private protected async Task<IReadOnlyList<CreditEntry>> JournalAsync() =>
        [.. (await Ledger.ListEntriesAsync(Alice, limit: 500)).Entries.Reverse()];
}
