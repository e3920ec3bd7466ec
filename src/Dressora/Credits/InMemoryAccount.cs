using Dressora.Ledger;

namespace Dressora;

/// <summary>One account's rows. Not thread-safe: callers hold the lock.</summary>
internal sealed class InMemoryAccount(
    Dictionary<AccountId, InMemoryAccount> accounts, AccountId account, CreditOptions policies, InMemoryOutbox outbox)
{
    private readonly Dictionary<GrantId, CreditGrant> _grants = [];
    private readonly Dictionary<HoldId, CreditHold> _open = [];
    private readonly Dictionary<OperationKey, CreditReceipt> _receipts = [];
    private readonly HashSet<GrantId> _noticed = [];
    private AccountState _state = AccountState.Empty(account);

    public Dictionary<HoldId, CreditHold> Holds { get; } = [];

    public List<CreditEntry> Entries { get; } = [];

    /// <summary>Tells whether something has fallen due that is not booked yet.</summary>
    public bool IsDue(DateTimeOffset now) =>
        _open.Values.Any(hold => hold.Deadline <= now)
        || _grants.Values.Any(grant => grant.Available > Credits.Zero && grant.ExpiresAt <= now);

    /// <summary>Tells of grants that expire soon, each once.</summary>
    /// <returns>How many it told of.</returns>
    public int Notice(DateTimeOffset now, int limit)
    {
        var soon = _grants.Values
            .Where(grant => grant.Available > Credits.Zero && grant.ExpiresAt > now && grant.ExpiresAt <= now + policies.ExpiryNotice)
            .Where(grant => !_noticed.Contains(grant.Id))
            .OrderBy(grant => grant.ExpiresAt)
            .Take(limit)
            .ToList();
        outbox.Add(soon.ConvertAll<CreditEvent>(grant =>
            new CreditEvent.GrantExpiring(account, grant.Sequence, now, grant.Id, grant.Available, grant.ExpiresAt!.Value)));
        _noticed.UnionWith(soon.Select(grant => grant.Id));
        return soon.Count;
    }

    public List<CreditGrant> ListGrants()
    {
        var grants = _grants.Values.Where(grant => grant.Available > Credits.Zero || grant.Held > Credits.Zero).ToList();
        grants.Sort(SpendingOrder.Instance);
        return grants;
    }

    /// <summary>Copies the rows, so that they can be looked at without the lock.</summary>
    public AccountSnapshot ToSnapshot() => new(_state, [.. _grants.Values], [.. Holds.Values], [.. _receipts.Values]);

    public CreditTrace? Trace(HoldId id)
    {
        if (!Holds.TryGetValue(id, out var hold))
        {
            return null;
        }

        var lateId = HoldId.ForLateSettle(id);
        var late = Holds.GetValueOrDefault(lateId) is { Status: HoldStatus.Settled } charged ? charged : null;
        return new CreditTrace(
            hold,
            late,
            Entries.Skip((int)hold.Sequence - 1).Where(entry => entry.Hold == id || entry.Hold == lateId).ToList(),
            hold.Lines.Concat(late?.Lines ?? []).Select(line => line.Grant).Distinct().Select(grant => _grants[grant]).ToList());
    }

    public AccountBook Open(LoadPlan plan, DateTimeOffset now)
    {
        var holds = plan.Holds
            .Select(id => Holds.GetValueOrDefault(id))
            .OfType<CreditHold>()
            .Union(_open.Values.Where(hold => hold.Deadline <= now))
            .ToList();
        var needed = _grants.Values
            .Where(grant => grant.Available > Credits.Zero || plan.Grants.Contains(grant.Replaces?.Grant ?? grant.Id))
            .Select(grant => grant.Id)
            .Union(holds.SelectMany(hold => hold.Lines, (_, line) => line.Grant))
            .ToList();
        var grants = needed
            .Union(needed.Select(id => _grants[id].Replaces).OfType<GrantReplacement>().Select(replaced => replaced.Grant))
            .Select(id => _grants[id])
            .ToList();
        var receipts = plan.Keys.Select(key => _receipts.GetValueOrDefault(key)).OfType<CreditReceipt>().ToList();
        return AccountBook.Open(new AccountSnapshot(_state, grants, holds, receipts), policies);
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
        outbox.Add(changes.Events);
        foreach (var grant in changes.Grants)
        {
            _grants[grant.Id] = grant;
        }

        foreach (var receipt in changes.Receipts)
        {
            _receipts[receipt.Key] = receipt;
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
