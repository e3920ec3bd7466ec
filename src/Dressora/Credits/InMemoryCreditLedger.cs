using Dressora.Ledger;
using Dressora.Stores;

namespace Dressora;

/// <summary>
/// The ledger of <see cref="Jobs.InMemoryJobStore"/>: jobs and credits change under one lock.
/// </summary>
internal sealed class InMemoryCreditLedger(InMemoryAccounts accounts, InMemoryOutbox outbox, Lock gate, TimeProvider time) : ICreditLedger
{
    private const int PageMax = 500;
    private const int AccountsMax = 1_000;

    /// <inheritdoc/>
    public ICreditOutbox Outbox => outbox;

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
        ReadAsync(now => accounts.GetBalance(account, now), cancellationToken);

    /// <inheritdoc/>
    public Task<CreditHold?> FindHoldAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        ReadAsync(now => accounts.FindHold(account, hold, now), cancellationToken);

    /// <inheritdoc/>
    public Task<CreditEntryPage> ListEntriesAsync(
        AccountId account, long? before = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, PageMax);
        return ReadAsync(now => accounts.ListEntries(account, before, limit, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CreditBalance> GetBalanceAtAsync(AccountId account, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        ReadAsync(now => accounts.GetBalanceAt(account, at, now), cancellationToken);

    /// <inheritdoc/>
    public Task<CreditTrace?> TraceAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        ReadAsync(now => accounts.Trace(account, hold, now), cancellationToken);

    /// <inheritdoc/>
    public async Task<CreditVerification> VerifyAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var (journal, rows) = await ReadAsync(_ => accounts.Read(account), cancellationToken).ConfigureAwait(false);
        var audit = new AccountAudit(account);
        journal.ForEach(audit.Add);
        return audit.Complete(rows);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountId>> ListAccountsAsync(
        AccountId? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AccountsMax);
        return ReadAsync(_ => accounts.ListAccounts(after, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> SweepAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AccountsMax);
        return ReadAsync(now => accounts.Sweep(limit, now), cancellationToken);
    }

    private Task<T> ApplyAsync<T>(CreditOperation operation, CancellationToken cancellationToken)
        where T : CreditResult
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ReadAsync(now => (T)accounts.Apply(operation, now), cancellationToken);
    }

    private Task<T> ReadAsync<T>(Func<DateTimeOffset, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (gate)
        {
            return Task.FromResult(read(time.GetUtcNow()));
        }
    }
}
