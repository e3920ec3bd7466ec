using Dressora.Ledger;

namespace Dressora.Sqlite;

/// <summary>
/// The ledger in the same file as the jobs, so that a transition and its credit operation commit
/// together.
/// </summary>
internal sealed class SqliteCreditLedger(SqliteDatabase database, TimeProvider time) : ICreditLedger
{
    private const int PageMax = 500;

    /// <inheritdoc/>
    public Task<GrantResult> GrantAsync(GrantCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<GrantResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<FreezeResult> FreezeAsync(FreezeCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<FreezeResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<SettleResult> SettleAsync(SettleCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<SettleResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<ReleaseResult> ReleaseAsync(ReleaseCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<ReleaseResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<CreditBalance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                var balance = AccountRows.OpenTicked(session, account, now).GetBalance(now);
                var grants = AccountRows.ListGrants(session, account);
                grants.Sort(SpendingOrder.Instance);
                return balance with { Grants = grants };
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<CreditHold?> FindHoldAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                AccountRows.OpenTicked(session, account, time.GetUtcNow());
                return AccountRows.FindHold(session, account, hold);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<CreditEntryPage> ListEntriesAsync(
        AccountId account, long? before = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, PageMax);
        return database.WriteAsync(
            session =>
            {
                AccountRows.OpenTicked(session, account, time.GetUtcNow());
                var entries = EntryRows.List(session, account, before ?? long.MaxValue, limit + 1);
                var page = entries.Take(limit).ToList();
                return new CreditEntryPage(page, entries.Count > limit ? page[^1].Sequence : null);
            },
            cancellationToken);
    }

    private Task<T> ApplyAsync<T>(CreditOperation operation, CancellationToken cancellationToken)
        where T : CreditResult
    {
        OperationRules.Validate(operation);
        return database.WriteAsync(
            session => (T)AccountRows.Apply(session, operation, time.GetUtcNow()), cancellationToken);
    }
}
