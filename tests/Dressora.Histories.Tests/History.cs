using Dressora.LedgerHost;

namespace Dressora.Histories;

/// <summary>
/// Checks what many writers were answered against the journal of one account, in linear time: each
/// answer carries the sequence it was decided at, so the order of everything is known.
/// </summary>
internal sealed class History
{
    private static readonly CreditEntryKind[] Consequences = [CreditEntryKind.Expired, CreditEntryKind.Revoked, CreditEntryKind.Replaced];

    private readonly IReadOnlyList<CreditEntry> _journal;
    private readonly Dictionary<(CreditEntryKind Kind, string Id), CreditEntry> _first = [];

    /// <param name="journal">The whole journal, oldest first.</param>
    public History(IReadOnlyList<CreditEntry> journal)
    {
        _journal = journal;
        foreach (var entry in journal)
        {
            var id = entry.Key?.Value ?? entry.Hold?.Value ?? entry.Grant?.Value ?? string.Empty;
            _first.TryAdd((entry.Denial?.Kind is { } denied ? Denied(denied) : entry.Kind, id), entry);
        }
    }

    /// <summary>Throws on the first answer that the journal does not bear out.</summary>
    public void Check(IReadOnlyList<LedgerCall> calls)
    {
        foreach (var call in calls)
        {
            Assert.True(IsBorneOut(call), $"{call} is not what the journal says.");
        }

        var done = calls.Where(call => DoneKind(call) is not null).GroupBy(call => (DoneKind(call), call.Key ?? call.Id));
        Assert.All(done, same => Assert.True(same.Count() == 1, $"{same.Key} was done {same.Count()} times."));
        CheckRealTime(calls);
    }

    /// <summary>What was answered before a call began cannot have been decided after it.</summary>
    private static void CheckRealTime(IReadOnlyList<LedgerCall> calls)
    {
        var answered = calls.OrderBy(call => call.Ended).GetEnumerator();
        var more = answered.MoveNext();
        var newest = 0L;
        foreach (var call in calls.OrderBy(call => call.Begun))
        {
            for (; more && answered.Current.Ended < call.Begun; more = answered.MoveNext())
            {
                newest = Math.Max(newest, answered.Current.Sequence);
            }

            Assert.True(call.Sequence >= newest || IsRemembered(call), $"{call} saw less than {newest}, which was answered before it began.");
        }
    }

    // A remembered denial is answered with the sequence that it was decided at, however old.
    private static bool IsRemembered(LedgerCall call) => call.Result is "Insufficient" || call.Refusal is not null;

    private bool IsBorneOut(LedgerCall call) => (call.Operation, call.Result, call.Refusal) switch
    {
        ("freeze", "Insufficient", _) => IsDenied(CreditEntryKind.Frozen, call.Id, call),
        ("adjust", "Insufficient", _) => IsDenied(CreditEntryKind.Adjusted, call.Id, call),
        ("refund", "Refused", _) => IsDenied(CreditEntryKind.Refunded, call.Key!, call),
        ("revoke", "Refused", _) => IsDenied(CreditEntryKind.Revoked, call.Key!, call),
        ("freeze", "Conflict", _) => Differs(CreditEntryKind.Frozen, call) || Differs(Denied(CreditEntryKind.Frozen), call),
        ("adjust", "Conflict", _) => Differs(CreditEntryKind.Adjusted, call) || Differs(Denied(CreditEntryKind.Adjusted), call),
        ("grant", "Conflict", _) => Differs(CreditEntryKind.Granted, call),
        (_, "Conflict", _) => true,
        ("freeze", "Replayed", _) => IsSame(CreditEntryKind.Frozen, call.Id, call),
        ("adjust", "Replayed", _) => IsSame(CreditEntryKind.Adjusted, call.Id, call),
        ("grant", "Replayed", _) => IsSame(CreditEntryKind.Granted, call.Id, call),
        ("refund", "Replayed", _) => IsSame(CreditEntryKind.Refunded, call.Key!, call),
        ("revoke", "Replayed", _) => IsSame(CreditEntryKind.Revoked, call.Key!, call),
        ("settle", "Replayed", _) => IsSame(CreditEntryKind.Settled, call.Id, call) || IsSame(CreditEntryKind.SettledLate, "late:" + call.Id, call),
        ("release", "Replayed", _) => IsThere(CreditEntryKind.Released, call) || IsThere(CreditEntryKind.TimedOut, call),
        ("release", "Refused", _) => !IsThere(CreditEntryKind.Frozen, call) || IsThere(CreditEntryKind.Settled, call),
        ("settle", "Refused", "NotFound") => !IsThere(CreditEntryKind.Frozen, call),
        ("settle", "Refused", "AlreadyReleased") => IsThere(CreditEntryKind.Released, call),
        ("settle", "Refused", "TimedOut" or "Lapsed") => IsThere(CreditEntryKind.TimedOut, call),
        ("settle", "Refused", "Denied") => _first.ContainsKey((Denied(CreditEntryKind.Frozen), call.Id)),
        ("settle", "Refused", _) => IsThere(CreditEntryKind.Frozen, call) || _first.ContainsKey((CreditEntryKind.SettledLate, "late:" + call.Id)),
        ("settle", "Settled", _) => IsDone(CreditEntryKind.Settled, call.Id, call) || IsDone(CreditEntryKind.SettledLate, "late:" + call.Id, call),
        _ => DoneKind(call) is { } kind && IsDone(kind, call.Key ?? call.Id, call),
    };

    private static CreditEntryKind? DoneKind(LedgerCall call) => call.Result switch
    {
        "Granted" => CreditEntryKind.Granted,
        "Frozen" => CreditEntryKind.Frozen,
        "Settled" => CreditEntryKind.Settled,
        "Released" => CreditEntryKind.Released,
        "Refunded" => CreditEntryKind.Refunded,
        "Revoked" => CreditEntryKind.Revoked,
        "Adjusted" => CreditEntryKind.Adjusted,
        _ => null,
    };

    /// <summary>The one who did it is told its own entry, or the last that followed from it at once.</summary>
    private bool IsDone(CreditEntryKind kind, string id, LedgerCall call) =>
        _first.TryGetValue((kind, id), out var entry)
        && entry.Sequence <= call.Sequence
        && (kind is CreditEntryKind.Released || entry.Amount.Value == call.Amount)
        && _journal.Skip((int)entry.Sequence).Take((int)(call.Sequence - entry.Sequence)).All(next => Consequences.Contains(next.Kind));

    private bool IsDenied(CreditEntryKind kind, string id, LedgerCall call) =>
        _first.TryGetValue((Denied(kind), id), out var entry)
        && entry.Sequence == call.Sequence
        && entry.Amount.Value == call.Amount
        && !(entry.Denial!.Spendable >= entry.Amount);

    private bool IsSame(CreditEntryKind kind, string id, LedgerCall call) =>
        _first.TryGetValue((kind, id), out var entry) && entry.Sequence <= call.Sequence && entry.Amount.Value == call.Amount;

    private bool Differs(CreditEntryKind kind, LedgerCall call) =>
        _first.TryGetValue((kind, call.Id), out var entry) && entry.Sequence <= call.Sequence && entry.Amount.Value != call.Amount;

    private bool IsThere(CreditEntryKind kind, LedgerCall call) =>
        _first.TryGetValue((kind, call.Id), out var entry) && entry.Sequence <= call.Sequence;

    // Denials of each kind are looked up beside what they denied.
    private static CreditEntryKind Denied(CreditEntryKind kind) => (CreditEntryKind)(-(int)kind - 1);
}
