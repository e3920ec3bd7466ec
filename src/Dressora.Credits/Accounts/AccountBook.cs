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
    private readonly HashSet<GrantId> _changedGrants = [];
    private readonly HashSet<HoldId> _changedHolds = [];
    private readonly List<CreditEntry> _entries = [];
    private AccountState _account;
    private List<GrantId>? _order;

    private AccountBook(AccountState account) => _account = account;

    /// <summary>Opens an account with what its <see cref="LoadPlan"/> asked for.</summary>
    /// <param name="account">The account's row, or <see cref="AccountState.Empty"/>.</param>
    /// <param name="grants">Its grants, in any order.</param>
    /// <param name="holds">Its holds, in any order.</param>
    public static AccountBook Open(AccountState account, IEnumerable<CreditGrant> grants, IEnumerable<CreditHold> holds)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(grants);
        ArgumentNullException.ThrowIfNull(holds);
        var book = new AccountBook(account);
        foreach (var grant in grants)
        {
            book._grants.Add(grant.Id, grant);
        }

        foreach (var hold in holds)
        {
            book._holds.Add(hold.Id, hold);
        }

        return book;
    }

    /// <summary>Applies one operation, after everything that has fallen due by then.</summary>
    /// <param name="operation">The operation, on this account.</param>
    /// <param name="now">The time. An earlier one than the account's last entry counts as that.</param>
    /// <returns>The answer. A refusal or a replay changes nothing.</returns>
    /// <exception cref="ArgumentException">The operation breaks a rule of <see cref="OperationRules"/>, or is another account's.</exception>
    /// <exception cref="OverflowException">The account's total would exceed <see cref="long.MaxValue"/>. Nothing changed.</exception>
    public CreditResult Apply(CreditOperation operation, DateTimeOffset now)
    {
        OperationRules.Validate(operation);
        if (operation.Account != _account.Account)
        {
            throw new ArgumentException("The operation is another account's.", nameof(operation));
        }

        now = Tick(now);
        return operation switch
        {
            GrantCredits grant => Grant(grant, now),
            FreezeCredits freeze => Freeze(freeze, now),
            SettleCredits settle => Settle(settle, now),
            ReleaseCredits release => Release(release, now),
            _ => throw new ArgumentException($"There is no operation {operation.GetType().Name}.", nameof(operation)),
        };
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

    /// <summary>
    /// Returns what is to be saved, and forgets it: the book goes on from there.
    /// </summary>
    public BookChanges TakeChanges()
    {
        var changes = new BookChanges(
            _account,
            _changedGrants.Select(id => _grants[id]).ToList(),
            _changedHolds.Select(id => _holds[id]).ToList(),
            _entries.ToList());
        _changedGrants.Clear();
        _changedHolds.Clear();
        _entries.Clear();
        return changes;
    }

    private GrantResult Grant(GrantCredits operation, DateTimeOffset now)
    {
        var effectiveAt = operation.EffectiveAt ?? now;
        if (_grants.TryGetValue(operation.Grant, out var existing))
        {
            var same = existing.Amount == operation.Amount
                && existing.Priority == operation.Priority
                && existing.ExpiresAt == operation.ExpiresAt
                && (operation.EffectiveAt is null || existing.EffectiveAt == effectiveAt);
            return same
                ? new GrantResult.Replayed(existing) { Sequence = _account.Sequence }
                : new GrantResult.Conflict(existing) { Sequence = _account.Sequence };
        }

        _ = _account.Available + _account.Held + operation.Amount; // Overflows here, before anything has changed.
        var grant = new CreditGrant
        {
            Id = operation.Grant,
            Amount = operation.Amount,
            Available = operation.Amount,
            Held = Credits.Zero,
            Settled = Credits.Zero,
            Expired = Credits.Zero,
            Priority = operation.Priority,
            EffectiveAt = effectiveAt,
            ExpiresAt = operation.ExpiresAt,
            Sequence = _account.Sequence + 1,
        };
        _grants.Add(grant.Id, grant with { Available = Credits.Zero });
        _order = null;
        Book(CreditEntryKind.Granted, null, [new CreditMovement(grant.Id, grant.Amount, default, default, default)], now);
        ExpireIfDue(grant.Id, now);
        return new GrantResult.Granted(_grants[grant.Id]) { Sequence = _account.Sequence };
    }

    /// <summary>Writes one journal entry and moves the credits it tells of.</summary>
    private void Book(
        CreditEntryKind kind, HoldId? hold, IReadOnlyList<CreditMovement> movements, DateTimeOffset at, ReleaseReason? reason = null)
    {
        var (available, held) = (_account.Available, _account.Held);
        foreach (var movement in movements)
        {
            var grant = _grants[movement.Grant];
            _grants[movement.Grant] = grant with
            {
                Available = grant.Available + movement.Available,
                Held = grant.Held + movement.Held,
                Settled = grant.Settled + movement.Settled,
                Expired = grant.Expired + movement.Expired,
            };
            _changedGrants.Add(movement.Grant);
            available += movement.Available;
            held += movement.Held;
        }

        _account = _account with { Sequence = _account.Sequence + 1, LastAt = at, Available = available, Held = held };
        _entries.Add(new CreditEntry
        {
            Sequence = _account.Sequence,
            At = at,
            Kind = kind,
            Hold = hold,
            Reason = reason,
            Movements = movements,
            AvailableAfter = available,
            HeldAfter = held,
        });
    }

    private List<GrantId> Ordered()
    {
        if (_order is null)
        {
            var grants = _grants.Values.ToList();
            grants.Sort(SpendingOrder.Instance);
            _order = grants.ConvertAll(grant => grant.Id);
        }

        return _order;
    }

    private Credits Spendable(DateTimeOffset now)
    {
        var sum = Credits.Zero;
        foreach (var grant in _grants.Values)
        {
            sum += IsSpendable(grant, now) ? grant.Available : Credits.Zero;
        }

        return sum;
    }

    private static bool IsSpendable(CreditGrant grant, DateTimeOffset now) =>
        grant.EffectiveAt <= now && !IsExpired(grant, now) && grant.Available > Credits.Zero;

    private static bool IsExpired(CreditGrant grant, DateTimeOffset now) => grant.ExpiresAt <= now;
}
