using Dressora.Ledger;

namespace Dressora;

/// <summary>
/// Accounts in memory, by the rules of the one core. Not thread-safe: callers hold the lock.
/// </summary>
internal sealed class InMemoryAccounts
{
    private readonly Dictionary<AccountId, Rows> _accounts = [];

    public CreditResult Apply(CreditOperation operation, DateTimeOffset now)
    {
        OperationRules.Validate(operation);
        var rows = RowsOf(operation.Account);
        var book = rows.Open(LoadPlan.For(operation), now);
        var result = book.Apply(operation, now);
        rows.Save(book.TakeChanges());
        return result;
    }

    public CreditBalance GetBalance(AccountId account, DateTimeOffset now)
    {
        var (rows, book) = Ticked(account, now);
        return book.GetBalance(now) with { Grants = rows.ListGrants() };
    }

    public CreditHold? FindHold(AccountId account, HoldId hold, DateTimeOffset now) =>
        Ticked(account, now).Rows.Holds.GetValueOrDefault(hold);

    public CreditEntryPage ListEntries(AccountId account, long? before, int limit, DateTimeOffset now)
    {
        var entries = Ticked(account, now).Rows.Entries;
        var end = (int)(Math.Clamp(before ?? long.MaxValue, 1, entries.Count + 1L) - 1);
        var start = Math.Max(0, end - limit);
        var page = entries.GetRange(start, end - start);
        page.Reverse();
        return new CreditEntryPage(page, start > 0 ? page[^1].Sequence : null);
    }

    private (Rows Rows, AccountBook Book) Ticked(AccountId account, DateTimeOffset now)
    {
        var rows = RowsOf(account);
        var book = rows.Open(LoadPlan.For(account), now);
        book.Tick(now);
        rows.Save(book.TakeChanges());
        return (rows, book);
    }

    // An unknown account is not remembered for having been asked about.
    private Rows RowsOf(AccountId account) => _accounts.GetValueOrDefault(account) ?? new Rows(_accounts, account);

    private sealed class Rows(Dictionary<AccountId, Rows> accounts, AccountId account)
    {
        private readonly Dictionary<GrantId, CreditGrant> _grants = [];
        private readonly Dictionary<HoldId, CreditHold> _open = [];
        private AccountState _state = AccountState.Empty(account);

        public Dictionary<HoldId, CreditHold> Holds { get; } = [];

        public List<CreditEntry> Entries { get; } = [];

        public List<CreditGrant> ListGrants()
        {
            var grants = _grants.Values.Where(grant => grant.Available > Credits.Zero || grant.Held > Credits.Zero).ToList();
            grants.Sort(SpendingOrder.Instance);
            return grants;
        }

        public AccountBook Open(LoadPlan plan, DateTimeOffset now)
        {
            var holds = plan.Holds
                .Select(id => Holds.GetValueOrDefault(id))
                .OfType<CreditHold>()
                .Union(_open.Values.Where(hold => hold.Deadline <= now))
                .ToList();
            var grants = _grants.Values.Where(grant => grant.Available > Credits.Zero).Select(grant => grant.Id)
                .Union(plan.Grants)
                .Union(holds.SelectMany(hold => hold.Lines, (_, line) => line.Grant))
                .Select(id => _grants.GetValueOrDefault(id))
                .OfType<CreditGrant>();
            return AccountBook.Open(_state, grants, holds);
        }

        public void Save(BookChanges changes)
        {
            if (changes.IsEmpty)
            {
                return;
            }

            accounts[account] = this;
            _state = changes.Account;
            Entries.AddRange(changes.Entries);
            foreach (var grant in changes.Grants)
            {
                _grants[grant.Id] = grant;
            }

            foreach (var hold in changes.Holds)
            {
                Holds[hold.Id] = hold;
                if (hold.Status == HoldStatus.Open)
                {
                    _open[hold.Id] = hold;
                }
                else
                {
                    _open.Remove(hold.Id);
                }
            }
        }
    }
}
