namespace Dressora.Testing;

/// <summary>A host's own ledger as one node sees it: it fails at times, and answers late.</summary>
internal sealed class SimulatedLedger(ICreditLedger inner, NodeLife life, ICallGate gate, Action<HoldId, string> finishing) : ICreditLedger
{
    public Dressora.Stores.ICreditOutbox? Outbox => inner.Outbox;

    public Task<GrantResult> GrantAsync(GrantCredits operation, CancellationToken cancellationToken = default) =>
        inner.GrantAsync(operation, cancellationToken);

    public Task<FreezeResult> FreezeAsync(FreezeCredits operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return CallAsync(CallKind.Freeze, operation.Hold, () => inner.FreezeAsync(operation, cancellationToken));
    }

    public Task<SettleResult> SettleAsync(SettleCredits operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        finishing(operation.Hold, $"settle {operation.Amount}");
        return CallAsync(CallKind.Finish, operation.Hold, () => inner.SettleAsync(operation, cancellationToken));
    }

    public Task<ReleaseResult> ReleaseAsync(ReleaseCredits operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        finishing(operation.Hold, $"release {operation.Reason}");
        return CallAsync(CallKind.Finish, operation.Hold, () => inner.ReleaseAsync(operation, cancellationToken));
    }

    public Task<ExtendResult> ExtendAsync(ExtendCredits operation, CancellationToken cancellationToken = default) =>
        inner.ExtendAsync(operation, cancellationToken);

    public Task<RefundResult> RefundAsync(RefundCredits operation, CancellationToken cancellationToken = default) =>
        inner.RefundAsync(operation, cancellationToken);

    public Task<RevokeResult> RevokeAsync(RevokeCredits operation, CancellationToken cancellationToken = default) =>
        inner.RevokeAsync(operation, cancellationToken);

    public Task<AdjustResult> AdjustAsync(AdjustCredits operation, CancellationToken cancellationToken = default) =>
        inner.AdjustAsync(operation, cancellationToken);

    public Task<CreditBalance> GetBalanceAtAsync(AccountId account, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        inner.GetBalanceAtAsync(account, at, cancellationToken);

    public Task<CreditTrace?> TraceAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        inner.TraceAsync(account, hold, cancellationToken);

    public Task<CreditVerification> VerifyAsync(AccountId account, CancellationToken cancellationToken = default) =>
        inner.VerifyAsync(account, cancellationToken);

    public Task<IReadOnlyList<AccountId>> ListAccountsAsync(
        AccountId? after = null, int limit = 100, CancellationToken cancellationToken = default) =>
        inner.ListAccountsAsync(after, limit, cancellationToken);

    public Task<int> SweepAsync(int limit = 100, CancellationToken cancellationToken = default) => inner.SweepAsync(limit, cancellationToken);

    public Task<CreditBalance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
        inner.GetBalanceAsync(account, cancellationToken);

    public Task<CreditHold?> FindHoldAsync(AccountId account, HoldId hold, CancellationToken cancellationToken = default) =>
        inner.FindHoldAsync(account, hold, cancellationToken);

    public Task<CreditEntryPage> ListEntriesAsync(
        AccountId account, long? before = null, int limit = 50, CancellationToken cancellationToken = default) =>
        inner.ListEntriesAsync(account, before, limit, cancellationToken);

    private Task<T> CallAsync<T>(CallKind kind, HoldId hold, Func<Task<T>> call)
    {
        JobId? job = JobId.TryParse(hold.Value, out var id) ? id : null;
        return gate.CallAsync(life, kind, job, call, fault => CallGate.FailAsync(fault, call, () => new IOException("The ledger does not answer.")));
    }
}
