namespace Dressora.Ledger;

/// <summary>Every change goes through the journal.</summary>
public sealed partial class AccountBook
{
    private readonly HashSet<GrantId> _changedGrants = [];
    private readonly HashSet<HoldId> _changedHolds = [];
    private readonly List<CreditReceipt> _newReceipts = [];
    private readonly List<CreditEntry> _entries = [];
    private readonly List<CreditEvent> _events = [];

    /// <summary>
    /// Returns what is to be saved, and forgets it: the book goes on from there.
    /// </summary>
    public BookChanges TakeChanges()
    {
        var changes = new BookChanges(
            _account,
            _changedGrants.Select(id => _grants[id]).ToList(),
            _changedHolds.Select(id => _holds[id]).ToList(),
            _newReceipts.ToList(),
            _entries.ToList(),
            _events.ToList());
        _changedGrants.Clear();
        _changedHolds.Clear();
        _newReceipts.Clear();
        _entries.Clear();
        _events.Clear();
        return changes;
    }

    /// <summary>
    /// Writes one journal entry, moves the credits it tells of, and gives it its sequence.
    /// </summary>
    private void Book(DateTimeOffset at, CreditEntry entry)
    {
        var (available, held) = (_account.Available, _account.Held);
        foreach (var movement in entry.Movements)
        {
            var grant = _grants[movement.Grant];
            Change(grant with
            {
                Available = grant.Available + movement.Available,
                Held = grant.Held + movement.Held,
                Settled = grant.Settled + movement.Settled,
                Expired = grant.Expired + movement.Expired,
                Revoked = grant.Revoked + movement.Revoked,
            });
            available += movement.Available;
            held += movement.Held;
        }

        _account = _account with { Sequence = _account.Sequence + 1, LastAt = at, Available = available, Held = held };
        _entries.Add(entry with { Sequence = _account.Sequence, At = at, AvailableAfter = available, HeldAfter = held });
    }

    /// <summary>
    /// Begins an entry; the sequence, the time and the totals come when it is booked.
    /// </summary>
    private static CreditEntry Entry(CreditEntryKind kind, Credits amount, HoldId? hold = null, GrantId? grant = null) => new()
    {
        Sequence = 0,
        At = default,
        Kind = kind,
        Amount = amount,
        Hold = hold,
        Grant = grant,
        Movements = [],
        AvailableAfter = Credits.Zero,
        HeldAfter = Credits.Zero,
    };

    /// <summary>Remembers what became of a key, together with the entry just booked.</summary>
    private void Remember(CreditReceipt receipt)
    {
        receipt = receipt with { Sequence = _account.Sequence };
        _receipts.Add(receipt.Key, receipt);
        _newReceipts.Add(receipt);
    }

    private void Change(CreditGrant grant)
    {
        _grants[grant.Id] = grant;
        _changedGrants.Add(grant.Id);
        WakeAt(grant);
    }

    private void Change(CreditHold hold)
    {
        _holds[hold.Id] = hold;
        _changedHolds.Add(hold.Id);
        WakeAt(hold);
    }

    private void NoteLowBalance(Credits before)
    {
        var low = new Credits(_policies.LowBalance);
        if (before >= low && _account.Available < low)
        {
            _events.Add(new CreditEvent.LowBalance(_account.Account, _account.Sequence, _account.LastAt, _account.Available));
        }
    }
}
