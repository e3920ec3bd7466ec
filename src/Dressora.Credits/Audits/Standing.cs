namespace Dressora.Ledger;

/// <summary>What can be spent and what falls due, kept beside a replay so that each entry costs little to check.</summary>
internal sealed class Standing(JournalReplay replay)
{
    private readonly SortedDictionary<(int Priority, DateTimeOffset Expiry, DateTimeOffset Effect, long Sequence), GrantId> _available = [];
    private readonly PriorityQueue<HoldId, (DateTimeOffset Deadline, long Sequence)> _deadlines = new();
    private readonly PriorityQueue<GrantId, DateTimeOffset> _expiries = new();
    private readonly Dictionary<GrantId, List<GrantId>> _lineages = [];

    /// <summary>Takes in what the replay has just applied.</summary>
    public void Follow(CreditEntry entry)
    {
        if (entry is { Terms: { } terms, Grant: { } given })
        {
            var owner = terms.Replaces?.Grant ?? given;
            if (!_lineages.TryAdd(owner, [given]))
            {
                _lineages[owner].Add(given);
            }
        }

        if (entry is { Deadline: not null, Hold: { } held })
        {
            _deadlines.Enqueue(held, (replay.Holds[held].Deadline, replay.Holds[held].Sequence));
        }

        foreach (var movement in entry.Movements)
        {
            Follow(replay.Grants[movement.Grant]);
        }
    }

    /// <summary>Gets the grants that can be spent at a time, in the order in which they are.</summary>
    public IEnumerable<CreditGrant> SpendableAt(DateTimeOffset at) => _available.Values
        .Select(id => replay.Grants[id])
        .Where(grant => grant.EffectiveAt <= at && !(grant.ExpiresAt <= at));

    /// <summary>Gets a grant and its replacements, in the order in which they were given.</summary>
    public IEnumerable<CreditGrant> LineageOf(GrantId owner) => _lineages[owner].Select(id => replay.Grants[id]);

    /// <summary>Finds the open hold that times out first.</summary>
    public CreditHold? FindFirstDeadline()
    {
        while (_deadlines.TryPeek(out var id, out var due))
        {
            if (replay.Holds[id] is { Status: HoldStatus.Open } hold && hold.Deadline == due.Deadline)
            {
                return hold;
            }

            _deadlines.Dequeue();
        }

        return null;
    }

    /// <summary>Finds the grant that expires first of those that have something available.</summary>
    public CreditGrant? FindFirstExpiry()
    {
        while (_expiries.TryPeek(out var id, out _))
        {
            if (replay.Grants[id] is { } grant && grant.Available > Credits.Zero)
            {
                return grant;
            }

            _expiries.Dequeue();
        }

        return null;
    }

    private void Follow(CreditGrant grant)
    {
        var key = (grant.Priority, grant.ExpiresAt ?? DateTimeOffset.MaxValue, grant.EffectiveAt, grant.Sequence);
        if (grant.Available == Credits.Zero)
        {
            _available.Remove(key);
        }
        else if (_available.TryAdd(key, grant.Id) && grant.ExpiresAt is { } expiry)
        {
            _expiries.Enqueue(grant.Id, expiry);
        }
    }
}
