namespace Dressora;

/// <summary>
/// Keeps accounts, grants and holds, and moves credits by freeze, then settle or release.
/// </summary>
/// <remarks>
/// Thread-safe. Every operation is keyed and idempotent, also across processes: sending it again,
/// after a time-out say, is always right. Each first books what has fallen due on its account
/// (hold deadlines, then expiries), so no answer depends on when a sweeper ran. Jobs need
/// <see cref="FreezeAsync"/>, <see cref="SettleAsync"/>, <see cref="ReleaseAsync"/> and
/// <see cref="GetBalanceAsync"/>.
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
}
