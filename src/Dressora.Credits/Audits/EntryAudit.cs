namespace Dressora.Ledger;

/// <summary>
/// Checks one entry against the rows before it, by rules of its own: it shares no decision with
/// the book that wrote the entry.
/// </summary>
internal sealed partial class EntryAudit(JournalReplay replay, Standing standing)
{
    private readonly Dictionary<GrantId, Credits> _returned = [];
    private (GrantId Grant, Credits Amount)? _expired;
    private HoldId? _returner;
    private bool _isForfeited;

    /// <summary>Finds the first rule that an entry breaks; <see langword="null"/> when it is sound.</summary>
    public CreditProblem? FindProblem(CreditEntry entry)
    {
        try
        {
            return CheckPlace(entry)
                .Concat(CheckMovements(entry))
                .Concat(CheckTimeliness(entry))
                .Concat(CheckKind(entry))
                .Concat(CheckTotals(entry))
                .FirstOrDefault() is { } broken
                ? new CreditProblem(replay.State.Sequence + 1, broken.Rule, broken.Message)
                : null;
        }
        catch (OverflowException)
        {
            return new CreditProblem(replay.State.Sequence + 1, "I4", "An amount is beyond what an account can have.");
        }
    }

    /// <summary>Remembers what an entry, now applied, leaves for the next to do.</summary>
    public void Follow(CreditEntry entry)
    {
        _expired = entry is { Kind: CreditEntryKind.Expired, Grant: { } grant } ? (grant, entry.Amount) : null;
        if (entry is { Hold: { } hold, Kind: CreditEntryKind.Settled or CreditEntryKind.Released or CreditEntryKind.TimedOut or CreditEntryKind.Refunded })
        {
            _returner = entry.Kind == CreditEntryKind.Refunded ? replay.FindCharged(hold)?.Id : hold;
            _isForfeited = entry.Reason == ReleaseReason.Canceled;
            foreach (var moved in entry.Movements.Where(moved => moved.Available > Credits.Zero))
            {
                _returned[moved.Grant] = moved.Available;
            }
        }
        else if (entry is { Kind: CreditEntryKind.Revoked, Hold: not null, Movements: [var taken] })
        {
            _returned[taken.Grant] += taken.Available;
        }
    }

    /// <summary>Finds what should have been booked by a time, and was not.</summary>
    public Broken? FindOverdue(DateTimeOffset at)
    {
        foreach (var grant in _returned.Keys.Select(id => replay.Grants[id]).Where(grant => grant.Available > Credits.Zero))
        {
            var owner = replay.Grants[grant.Replaces?.Grant ?? grant.Id];
            if (owner.Owing > Credits.Zero)
            {
                return new("I11", $"{owner.Owing} of grant '{owner.Id}' were still owed, and {grant.Available} that came back were not taken.");
            }
        }

        _returned.Clear();
        return standing.FindFirstDeadline() is { } hold && hold.Deadline <= at
            ? new("I19", $"Hold '{hold.Id}' was due at {hold.Deadline:O} and has not timed out.")
            : standing.FindFirstExpiry() is { } expired && expired.ExpiresAt <= at
            ? new("I19", $"Grant '{expired.Id}' was due at {expired.ExpiresAt:O}, and {expired.Available} have not expired.")
            : null;
    }

    private IEnumerable<Broken> CheckPlace(CreditEntry entry)
    {
        var next = replay.State.Sequence + 1;
        if (entry.Sequence != next)
        {
            yield return new("I16", $"Its sequence is {entry.Sequence}; entry {next} follows.");
        }

        if (entry.At < replay.State.LastAt)
        {
            yield return new("I20", $"It was booked at {entry.At:O}, before the entry before it, at {replay.State.LastAt:O}.");
        }

        if (entry.Amount < Credits.Zero)
        {
            yield return new("I4", $"Its amount is {entry.Amount}.");
        }
    }

    private IEnumerable<Broken> CheckMovements(CreditEntry entry)
    {
        var seen = new HashSet<GrantId>();
        foreach (var moved in entry.Movements)
        {
            var sum = moved.Available + moved.Held + moved.Settled + moved.Expired + moved.Revoked;
            if (sum != (entry.Terms is null ? Credits.Zero : entry.Amount))
            {
                yield return new("I3", $"What it moves on grant '{moved.Grant}' sums to {sum}.");
            }

            if (moved is { Available.Value: 0, Held.Value: 0, Settled.Value: 0, Expired.Value: 0, Revoked.Value: 0 })
            {
                yield return new("I3", $"It moves nothing on grant '{moved.Grant}'.");
            }

            if (!seen.Add(moved.Grant))
            {
                yield return new("I15", $"It moves credits of grant '{moved.Grant}' twice.");
            }

            var grant = replay.Grants.GetValueOrDefault(moved.Grant);
            if ((grant is null) != (entry.Terms is not null && moved.Grant == entry.Grant))
            {
                yield return new("I15", $"It moves credits of grant '{moved.Grant}', which {(grant is null ? "nobody gave" : "was given before")}.");
            }

            if (grant is not null && Least(grant, moved) < Credits.Zero)
            {
                yield return new("I4", $"It takes more from grant '{moved.Grant}' than was there.");
            }
        }
    }

    /// <summary>What has fallen due is booked before an operation, not after it.</summary>
    private IEnumerable<Broken> CheckTimeliness(CreditEntry entry)
    {
        var isConsequence = entry.Kind is CreditEntryKind.Expired or CreditEntryKind.TimedOut or CreditEntryKind.Replaced
            || entry is { Kind: CreditEntryKind.Revoked, Key: null };
        if (!isConsequence && FindOverdue(entry.At) is { } overdue)
        {
            yield return overdue;
        }
    }

    private IEnumerable<Broken> CheckKind(CreditEntry entry)
    {
        if (EntryShapes.Expected(entry) is not { } expected)
        {
            return [new("I5", $"There is no entry of kind {entry.Kind}.")];
        }

        return EntryShapes.Of(entry) is var parts && parts != expected
            ? [new("I5", $"An entry of kind {entry.Kind} has {expected}; it has {parts}.")]
            : CheckParts(entry);
    }

    private IEnumerable<Broken> CheckParts(CreditEntry entry) => entry switch
    {
        { Kind: CreditEntryKind.Granted, Grant: { } id, Terms: { } terms } => CheckGranted(entry, id, terms),
        { Kind: CreditEntryKind.Replaced, Grant: { } id, Terms: { } terms } => CheckReplaced(entry, id, terms),
        { Kind: CreditEntryKind.Expired, Grant: { } id } => CheckExpired(entry, id),
        { Kind: CreditEntryKind.Revoked, Grant: { } id, Key: null } => CheckOwed(entry, id),
        { Kind: CreditEntryKind.Revoked, Grant: { } id } => CheckRevoked(entry, id),
        { Kind: CreditEntryKind.Frozen, Hold: { } id } => CheckFrozen(entry, id),
        { Kind: CreditEntryKind.Extended, Hold: { } id } => CheckExtended(entry, id),
        { Kind: CreditEntryKind.Adjusted, Hold: { } id } => CheckAdjusted(entry, id),
        { Kind: CreditEntryKind.SettledLate, Hold: { } id } => CheckSettledLate(entry, id),
        { Kind: CreditEntryKind.Refunded, Hold: { } id } => CheckRefunded(entry, id),
        { Kind: CreditEntryKind.Denied, Denial: { } denial } => CheckDenied(entry, denial),
        { Hold: { } id } => CheckEnded(entry, id),
        _ => [],
    };

    private IEnumerable<Broken> CheckTotals(CreditEntry entry)
    {
        var available = entry.Movements.Aggregate(replay.State.Available, (sum, moved) => sum + moved.Available);
        var held = entry.Movements.Aggregate(replay.State.Held, (sum, moved) => sum + moved.Held);
        if ((entry.AvailableAfter, entry.HeldAfter) != (available, held))
        {
            yield return new(
                "I16", $"It says {entry.AvailableAfter} available and {entry.HeldAfter} held afterwards; there were {available} and {held}.");
        }
    }

    private static Credits Least(CreditGrant grant, CreditMovement moved) => Credits.Min(
        Credits.Min(Credits.Min(grant.Available + moved.Available, grant.Held + moved.Held), grant.Settled + moved.Settled),
        Credits.Min(grant.Expired + moved.Expired, grant.Revoked + moved.Revoked));

    /// <summary>A rule that is broken, and how.</summary>
    internal sealed record Broken(string Rule, string Message);
}
