namespace Dressora.Ledger.Tests.Model;

/// <summary>A store as simple as can be: rows in dictionaries, loaded by the plan and no wider, saved from the changes.</summary>
internal sealed class Shelf(AccountId account)
{
    private readonly Dictionary<GrantId, CreditGrant> _grants = [];
    private readonly Dictionary<HoldId, CreditHold> _holds = [];
    private AccountState _state = AccountState.Empty(account);

    public AccountState State => _state;

    public IReadOnlyCollection<CreditGrant> Grants => _grants.Values;

    public IReadOnlyCollection<CreditHold> Holds => _holds.Values;

    public List<CreditEntry> Journal { get; } = [];

    public CreditResult Apply(CreditOperation operation, DateTimeOffset now) => ApplyAll([operation], now)[0];

    public IReadOnlyList<CreditResult> ApplyAll(IReadOnlyList<CreditOperation> operations, DateTimeOffset now)
    {
        var plans = operations.Select(LoadPlan.For).ToList();
        var book = Open([.. plans.SelectMany(plan => plan.Grants)], [.. plans.SelectMany(plan => plan.Holds)], now);
        var results = operations.Select(operation => book.Apply(operation, now)).ToList();
        Save(book);
        return results;
    }

    public void Sweep(DateTimeOffset now)
    {
        var book = Open([], [], now);
        book.Tick(now);
        Save(book);
    }

    private AccountBook Open(HashSet<GrantId> named, HashSet<HoldId> namedHolds, DateTimeOffset now)
    {
        var holds = _holds.Values
            .Where(hold => namedHolds.Contains(hold.Id) || (hold.Status == HoldStatus.Open && hold.Deadline <= Later(now)))
            .ToList();
        var lines = holds.SelectMany(hold => hold.Lines, (_, line) => line.Grant).ToHashSet();
        return AccountBook.Open(
            _state,
            _grants.Values.Where(grant => grant.Available > Credits.Zero || named.Contains(grant.Id) || lines.Contains(grant.Id)),
            holds);
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

        foreach (var hold in changes.Holds)
        {
            _holds[hold.Id] = hold;
        }
    }
}
