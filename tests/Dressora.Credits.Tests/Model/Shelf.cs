namespace Dressora.Ledger.Tests.Model;

/// <summary>A store as simple as can be: rows in dictionaries, loaded by the plan and no wider, saved from the changes.</summary>
internal sealed class Shelf(AccountId account, CreditOptions? policies = null)
{
    private readonly Dictionary<GrantId, CreditGrant> _grants = [];
    private readonly Dictionary<HoldId, CreditHold> _holds = [];
    private readonly Dictionary<OperationKey, CreditReceipt> _receipts = [];
    private AccountState _state = AccountState.Empty(account);

    public AccountState State => _state;

    public IReadOnlyCollection<CreditGrant> Grants => _grants.Values;

    public IReadOnlyCollection<CreditHold> Holds => _holds.Values;

    public IReadOnlyCollection<CreditReceipt> Receipts => _receipts.Values;

    public List<CreditEntry> Journal { get; } = [];

    /// <summary>Replays the journal beside the rows.</summary>
    public CreditVerification Audit()
    {
        var audit = new AccountAudit(account);
        Journal.ForEach(audit.Add);
        return audit.Complete(new AccountSnapshot(_state, [.. _grants.Values], [.. _holds.Values], [.. _receipts.Values]));
    }

    public CreditResult Apply(CreditOperation operation, DateTimeOffset now) => ApplyAll([operation], now)[0];

    public IReadOnlyList<CreditResult> ApplyAll(IReadOnlyList<CreditOperation> operations, DateTimeOffset now)
    {
        var book = Open(LoadPlan.For(operations), now);
        var results = operations.Select(operation => book.Apply(operation, now)).ToList();
        Save(book);
        return results;
    }

    /// <summary>Decides, and crashes before anything is saved.</summary>
    public void ApplyWithoutSaving(CreditOperation operation, DateTimeOffset now) =>
        Open(LoadPlan.For(operation), now).Apply(operation, now);

    /// <summary>Hands an operation to this account's book, whosoever it is.</summary>
    public void ApplyTo(CreditOperation operation, DateTimeOffset now) => Open(LoadPlan.For(account), now).Apply(operation, now);

    public void Sweep(DateTimeOffset now)
    {
        var book = Open(LoadPlan.For(account), now);
        book.Tick(now);
        Save(book);
    }

    /// <summary>Opens a book as a store would; without policies, under the default ones.</summary>
    public static AccountBook Open(
        AccountState state,
        IEnumerable<CreditGrant> grants,
        IEnumerable<CreditHold> holds,
        IEnumerable<CreditReceipt>? receipts = null,
        CreditOptions? policies = null) =>
        AccountBook.Open(new AccountSnapshot(state, [.. grants], [.. holds], [.. receipts ?? []]), policies ?? new CreditOptions());

    private AccountBook Open(LoadPlan plan, DateTimeOffset now)
    {
        var holds = _holds.Values
            .Where(hold => plan.Holds.Contains(hold.Id) || (hold.Status == HoldStatus.Open && hold.Deadline <= Later(now)))
            .ToList();
        var lines = holds.SelectMany(hold => hold.Lines, (_, line) => line.Grant).ToHashSet();
        var grants = _grants.Values.Where(grant => grant.Available > Credits.Zero || lines.Contains(grant.Id)
            || plan.Grants.Contains(grant.Replaces?.Grant ?? grant.Id)).ToList();
        return Open(
            _state,
            grants.Union(grants.Select(grant => grant.Replaces).OfType<GrantReplacement>().Select(replaced => _grants[replaced.Grant])),
            holds,
            _receipts.Values.Where(receipt => plan.Keys.Contains(receipt.Key)),
            policies);
    }

    private DateTimeOffset Later(DateTimeOffset now) => now > _state.LastAt ? now : _state.LastAt;

    private void Save(AccountBook book)
    {
        var changes = book.TakeChanges();
        _state = changes.Account;
        Journal.AddRange(changes.Entries);
        foreach (var grant in changes.Grants)
        {
            _grants[grant.Id] = grant;
        }

        foreach (var receipt in changes.Receipts)
        {
            _receipts.Add(receipt.Key, receipt);
        }

        foreach (var hold in changes.Holds)
        {
            _holds[hold.Id] = hold;
        }
    }
}
