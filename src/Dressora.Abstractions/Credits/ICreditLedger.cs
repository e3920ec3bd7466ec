namespace Dressora;

/// <summary>
/// Keeps accounts, grants and holds, and moves credits by freeze, then settle or release.
/// </summary>
/// <remarks>
/// Thread-safe. Every operation is keyed and idempotent, also across processes: sending it again,
/// after a time-out say, is always right. Each first books what has fallen due on its account
/// (hold deadlines, then expiries), so no answer depends on when a sweeper ran. Jobs need
/// <see cref="FreezeAsync"/>, <see cref="SettleAsync"/>, <see cref="ReleaseAsync"/> and
/// <see cref="GetBalanceAsync"/>; a ledger of the host's own may leave out what has a default
/// here.
/// </remarks>
public interface ICreditLedger
{
    /// <summary>Gives credits to an account, which begins to exist with its first grant.</summary>
    /// <param name="operation">What to give.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">An amount below 1, or an expiry that is not after the effective date.</exception>
    /// <exception cref="OverflowException">The account's total would exceed <see cref="long.MaxValue"/>.</exception>
    Task<GrantResult> GrantAsync(GrantCredits operation, CancellationToken cancellationToken = default);

    /// <summary>Reserves credits, nearest expiry first. All or nothing.</summary>
    /// <param name="operation">What to reserve.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">A negative amount, or a lifetime that is not positive or beyond its maximum.</exception>
    Task<FreezeResult> FreezeAsync(FreezeCredits operation, CancellationToken cancellationToken = default);

    /// <summary>Lets an open hold live longer.</summary>
    /// <param name="operation">Which, and how long.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">A lifetime that is not positive or beyond its maximum.</exception>
    /// <exception cref="NotSupportedException">This ledger has no extensions.</exception>
    Task<ExtendResult> ExtendAsync(ExtendCredits operation, CancellationToken cancellationToken = default) => throw Missing("extend");

    /// <summary>Charges part or all of a hold and returns the rest.</summary>
    /// <param name="operation">What to charge.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">A negative amount.</exception>
    Task<SettleResult> SettleAsync(SettleCredits operation, CancellationToken cancellationToken = default);

    /// <summary>Returns a whole hold.</summary>
    /// <param name="operation">What to return.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">A reason that is not defined.</exception>
    Task<ReleaseResult> ReleaseAsync(ReleaseCredits operation, CancellationToken cancellationToken = default);

    /// <summary>Gives back what was charged.</summary>
    /// <param name="operation">Which charge, and how much of it.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">An amount below 1.</exception>
    /// <exception cref="NotSupportedException">This ledger has no refunds.</exception>
    Task<RefundResult> RefundAsync(RefundCredits operation, CancellationToken cancellationToken = default) => throw Missing("refund");

    /// <summary>Takes a grant back.</summary>
    /// <param name="operation">Which grant, and how much of it.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">An amount below 1, or a note beyond its bounds.</exception>
    /// <exception cref="NotSupportedException">This ledger has no revocations.</exception>
    Task<RevokeResult> RevokeAsync(RevokeCredits operation, CancellationToken cancellationToken = default) => throw Missing("revoke");

    /// <summary>Takes credits at once, as a correction.</summary>
    /// <param name="operation">How much, and why.</param>
    /// <param name="cancellationToken">Cancels before the write; a write that has begun is completed.</param>
    /// <exception cref="ArgumentException">An amount below 1, or a note beyond its bounds.</exception>
    /// <exception cref="NotSupportedException">This ledger has no adjustments.</exception>
    Task<AdjustResult> AdjustAsync(AdjustCredits operation, CancellationToken cancellationToken = default) => throw Missing("adjust");

    /// <summary>Returns what an account can spend; an unknown account has nothing.</summary>
    Task<CreditBalance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds a hold; <see langword="null"/> when the account has none of that id.
    /// </summary>
    Task<CreditHold?> FindHoldAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default);

    /// <summary>Reads the account's statement, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="before">The sequence to continue below; <see langword="null"/> for the newest.</param>
    /// <param name="limit">How many entries at the most; from 1 to 500.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<CreditEntryPage> ListEntriesAsync(
        AccountId account, long? before = null, int limit = 50, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns what an account could spend at a time that has passed, from its journal.
    /// </summary>
    /// <param name="account">The account; an unknown one had nothing.</param>
    /// <param name="at">The time. One that has not come yet counts as now.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="NotSupportedException">This ledger has no past.</exception>
    Task<CreditBalance> GetBalanceAtAsync(AccountId account, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        throw Missing("read a past balance");

    /// <summary>
    /// Follows a charge back: the hold, everything booked about it, and the grants it came from.
    /// </summary>
    /// <returns><see langword="null"/> when the account has no such hold.</returns>
    /// <exception cref="NotSupportedException">This ledger cannot follow a charge.</exception>
    Task<CreditTrace?> TraceAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        throw Missing("trace");

    /// <summary>
    /// Replays an account from its journal, and checks every entry and every row against it.
    /// Reads one snapshot; changes nothing.
    /// </summary>
    /// <returns>What was read, and the first thing that is wrong, if anything is.</returns>
    /// <exception cref="NotSupportedException">This ledger cannot be verified.</exception>
    Task<CreditVerification> VerifyAsync(AccountId account, CancellationToken cancellationToken = default) =>
        throw Missing("verify");

    /// <summary>Lists the accounts that have a journal, in ordinal order.</summary>
    /// <param name="after">The account to continue after; <see langword="null"/> for the first.</param>
    /// <param name="limit">How many accounts at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="NotSupportedException">This ledger does not list its accounts.</exception>
    Task<IReadOnlyList<AccountId>> ListAccountsAsync(
        AccountId? after = null, int limit = 100, CancellationToken cancellationToken = default) => throw Missing("list accounts");

    /// <summary>
    /// Books what has fallen due on accounts that nobody has asked about, deadlines and expiries,
    /// and tells of grants that expire within <see cref="CreditOptions.ExpiryNotice"/>. Answers do
    /// not depend on it; events do.
    /// </summary>
    /// <param name="limit">How many accounts and notices at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops between two accounts.</param>
    /// <returns>How many accounts had something due, and notices. When it is the limit, there may be more.</returns>
    Task<int> SweepAsync(int limit = 100, CancellationToken cancellationToken = default) => Task.FromResult(0);

    /// <summary>
    /// Gets where the ledger's events wait for delivery; <see langword="null"/> for a ledger
    /// without events.
    /// </summary>
    Stores.ICreditOutbox? Outbox => null;

    private NotSupportedException Missing(string what) => new($"The ledger {GetType().Name} does not {what}.");
}
