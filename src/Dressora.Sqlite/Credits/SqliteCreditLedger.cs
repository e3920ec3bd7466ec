using Dressora.Ledger;
using Dressora.Stores;

namespace Dressora.Sqlite;

/// <summary>
/// The ledger in the same file as the jobs, so that a transition and its credit operation commit
/// together.
/// </summary>
internal sealed partial class SqliteCreditLedger(SqliteDatabase database, TimeProvider time, CreditOptions policies) : ICreditLedger
{
    private const int PageMax = 500;
    private const int AccountsMax = 1_000;

    /// <inheritdoc/>
    public ICreditOutbox Outbox { get; } = new SqliteOutbox(database, time);

    /// <inheritdoc/>
    public Task<GrantResult> GrantAsync(GrantCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<GrantResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<FreezeResult> FreezeAsync(FreezeCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<FreezeResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<ExtendResult> ExtendAsync(ExtendCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<ExtendResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<SettleResult> SettleAsync(SettleCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<SettleResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<ReleaseResult> ReleaseAsync(ReleaseCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<ReleaseResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<RefundResult> RefundAsync(RefundCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<RefundResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<RevokeResult> RevokeAsync(RevokeCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<RevokeResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<AdjustResult> AdjustAsync(AdjustCredits operation, CancellationToken cancellationToken = default) =>
        ApplyAsync<AdjustResult>(operation, cancellationToken);

    /// <inheritdoc/>
    public Task<CreditBalance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
        ReadAsync(account, (session, now) => GetBalance(session, account, now), cancellationToken);

    /// <inheritdoc/>
    public Task<CreditHold?> FindHoldAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        ReadAsync(account, (session, _) => AccountRows.FindHold(session, account, hold), cancellationToken);

    /// <inheritdoc/>
    public Task<CreditEntryPage> ListEntriesAsync(
        AccountId account, long? before = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, PageMax);
        return ReadAsync(
            account,
            (session, _) =>
            {
                var entries = EntryRows.List(session, account, before ?? long.MaxValue, limit + 1);
                var page = entries.Take(limit).ToList();
                return new CreditEntryPage(page, entries.Count > limit ? page[^1].Sequence : null);
            },
            cancellationToken);
    }

    private CreditBalance GetBalance(SqliteSession session, AccountId account, DateTimeOffset now)
    {
        if (database.IsReadOnly)
        {
            // What has fallen due cannot be booked: with all its rows, the book counts it.
            return AccountBook.Open(AccountRows.ReadAll(session, account), policies).GetBalance(now);
        }

        var grants = AccountRows.ListGrants(session, account);
        grants.Sort(SpendingOrder.Instance);
        return AccountRows.Open(session, LoadPlan.For(account), policies, now).GetBalance(now) with { Grants = grants };
    }

    /// <summary>
    /// Reads beside the writer, unless something has fallen due that is to be booked first.
    /// </summary>
    private async Task<T> ReadAsync<T>(
        AccountId account, Func<SqliteSession, DateTimeOffset, T> read, CancellationToken cancellationToken)
    {
        var (booked, answer) = await database.ReadAsync(
            session =>
            {
                var now = time.GetUtcNow();
                return !database.IsReadOnly && AccountRows.IsDue(session, account, now) ? (false, default(T)) : (true, read(session, now));
            },
            cancellationToken).ConfigureAwait(false);
        return booked ? answer! : await database.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                session.Books.Tick(session, account, policies, now);
                return read(session, now);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task<T> ApplyAsync<T>(CreditOperation operation, CancellationToken cancellationToken)
        where T : CreditResult
    {
        OperationRules.Validate(operation);
        return database.WriteAsync(
            session => (T)session.Books.Apply(session, operation, policies, time.GetUtcNow()), cancellationToken);
    }
}
