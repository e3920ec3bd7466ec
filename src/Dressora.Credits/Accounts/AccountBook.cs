namespace Dressora.Ledger;

/// <summary>
/// One account, opened for a batch of operations. The only place that decides about credits;
/// stores load and save.
/// </summary>
/// <remarks>
/// Synchronous, without a clock, a network or a disk. Load it by a <see cref="LoadPlan"/>, apply
/// operations one after the other, then save what <see cref="TakeChanges"/> returns in the same
/// transaction. Not thread-safe: the store's lock or transaction protects it.
/// </remarks>
public sealed partial class AccountBook
{
    private readonly Dictionary<GrantId, CreditGrant> _grants = [];
    private readonly Dictionary<HoldId, CreditHold> _holds = [];
    private readonly Dictionary<OperationKey, CreditReceipt> _receipts = [];
    private readonly CreditOptions _policies;
    private AccountState _account;

    private AccountBook(AccountState account, CreditOptions policies) => (_account, _policies) = (account, policies);

    /// <summary>Opens an account with what its <see cref="LoadPlan"/> asked for.</summary>
    /// <param name="rows">What was loaded.</param>
    /// <param name="policies">What happens where the host has a choice.</param>
    public static AccountBook Open(AccountSnapshot rows, CreditOptions policies)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(policies);
        var book = new AccountBook(rows.State, policies);
        book.Load(rows.Grants, rows.Holds, rows.Receipts);
        return book;
    }

    /// <summary>
    /// Adds what a further operation needs, in the same transaction. What is known already stays
    /// as the book has it.
    /// </summary>
    public void Load(IEnumerable<CreditGrant> grants, IEnumerable<CreditHold> holds, IEnumerable<CreditReceipt> receipts)
    {
        ArgumentNullException.ThrowIfNull(grants);
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentNullException.ThrowIfNull(receipts);
        foreach (var grant in grants.Where(grant => _grants.TryAdd(grant.Id, grant)))
        {
            _order = null;
            WakeAt(grant);
        }

        foreach (var hold in holds.Where(hold => _holds.TryAdd(hold.Id, hold)))
        {
            WakeAt(hold);
        }

        foreach (var receipt in receipts)
        {
            _receipts.TryAdd(receipt.Key, receipt);
        }
    }

    /// <summary>Applies one operation, after everything that has fallen due by then.</summary>
    /// <param name="operation">The operation, on this account.</param>
    /// <param name="now">The time. An earlier one than the account's last entry counts as that.</param>
    /// <returns>The answer. A replay or a conflict changes nothing; a refusal is at the most remembered.</returns>
    /// <exception cref="ArgumentException">The operation breaks a rule of <see cref="OperationRules"/>, or is another account's.</exception>
    /// <exception cref="OverflowException">The account's total would exceed <see cref="long.MaxValue"/>. Nothing changed but what had fallen due.</exception>
    public CreditResult Apply(CreditOperation operation, DateTimeOffset now)
    {
        OperationRules.Validate(operation);
        if (operation.Account != _account.Account)
        {
            throw new ArgumentException("The operation is another account's.", nameof(operation));
        }

        now = Tick(now);
        var before = _account.Available;
        CreditResult result = operation switch
        {
            FreezeCredits freeze => Freeze(freeze, now),
            SettleCredits settle => Settle(settle, now),
            ReleaseCredits release => Release(release, now),
            ExtendCredits extend => Extend(extend, now),
            GrantCredits grant => Grant(grant, now),
            RefundCredits refund => Refund(refund, now),
            RevokeCredits revoke => Revoke(revoke, now),
            AdjustCredits adjust => Adjust(adjust, now),
            _ => throw new ArgumentException($"There is no operation {operation.GetType().Name}.", nameof(operation)),
        };
        NoteLowBalance(before);
        return result;
    }

    /// <summary>
    /// Returns what the account can spend, after everything that has fallen due by then.
    /// </summary>
    /// <remarks>
    /// Its grants are those that are loaded: a store that shows all of them reads them itself.
    /// </remarks>
    public CreditBalance GetBalance(DateTimeOffset now)
    {
        now = Tick(now);
        var grants = Ordered().Select(id => _grants[id]).Where(grant => grant.Available > Credits.Zero || grant.Held > Credits.Zero).ToList();
        return new CreditBalance
        {
            Available = Spendable(now),
            Held = _account.Held,
            Grants = grants,
            Sequence = _account.Sequence,
        };
    }

    /// <summary>Returns a loaded hold as it stands; <see langword="null"/> for none.</summary>
    public CreditHold? FindHold(HoldId hold) => _holds.GetValueOrDefault(hold);

    /// <summary>Returns a loaded grant as it stands; <see langword="null"/> for none.</summary>
    public CreditGrant? FindGrant(GrantId grant) => _grants.GetValueOrDefault(grant);

    private static bool IsSpendable(CreditGrant grant, DateTimeOffset now) =>
        grant.EffectiveAt <= now && !IsExpired(grant, now) && grant.Available > Credits.Zero;

    private static bool IsExpired(CreditGrant grant, DateTimeOffset now) => grant.ExpiresAt <= now;
}
