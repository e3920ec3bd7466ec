namespace Dressora.Ledger;

/// <summary>Which of its optional parts an entry has: each kind has its own, and no others.</summary>
[Flags]
internal enum EntryShape
{
    Nothing = 0,
    Hold = 1,
    Grant = 2,
    Key = 4,
    Reason = 8,
    Deadline = 16,
    Terms = 32,
    Denial = 64,
    Note = 128,
}

internal static class EntryShapes
{
    /// <summary>Gets the parts that an entry has.</summary>
    public static EntryShape Of(CreditEntry entry) =>
        Part(entry.Hold is not null, EntryShape.Hold)
        | Part(entry.Grant is not null, EntryShape.Grant)
        | Part(entry.Key is not null, EntryShape.Key)
        | Part(entry.Reason is not null, EntryShape.Reason)
        | Part(entry.Deadline is not null, EntryShape.Deadline)
        | Part(entry.Terms is not null, EntryShape.Terms)
        | Part(entry.Denial is not null, EntryShape.Denial)
        | Part(entry.Note is not null, EntryShape.Note);

    /// <summary>Gets the parts that an entry should have; <see langword="null"/> for a kind that does not exist.</summary>
    public static EntryShape? Expected(CreditEntry entry) => entry.Kind switch
    {
        CreditEntryKind.Granted => EntryShape.Grant | EntryShape.Terms,
        CreditEntryKind.Replaced => EntryShape.Grant | EntryShape.Terms | EntryShape.Hold,
        CreditEntryKind.Frozen or CreditEntryKind.Extended => EntryShape.Hold | EntryShape.Deadline,
        CreditEntryKind.Settled or CreditEntryKind.SettledLate or CreditEntryKind.TimedOut => EntryShape.Hold,
        CreditEntryKind.Released => EntryShape.Hold | EntryShape.Reason,
        CreditEntryKind.Expired => EntryShape.Grant,
        CreditEntryKind.Refunded => EntryShape.Hold | EntryShape.Key,
        CreditEntryKind.Revoked when entry.Key is null => EntryShape.Hold | EntryShape.Grant,
        CreditEntryKind.Revoked => EntryShape.Grant | EntryShape.Key | Part(entry.Note is not null, EntryShape.Note),
        CreditEntryKind.Adjusted => EntryShape.Hold | EntryShape.Note,
        CreditEntryKind.Denied => EntryShape.Denial | entry.Denial?.Kind switch
        {
            CreditEntryKind.Refunded => EntryShape.Hold | EntryShape.Key,
            CreditEntryKind.Revoked => EntryShape.Grant | EntryShape.Key,
            CreditEntryKind.Frozen or CreditEntryKind.Adjusted or CreditEntryKind.SettledLate => EntryShape.Hold,
            _ => null,
        },
        _ => null,
    };

    private static EntryShape Part(bool has, EntryShape part) => has ? part : EntryShape.Nothing;
}
