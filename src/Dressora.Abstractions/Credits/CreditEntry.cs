namespace Dressora;

/// <summary>
/// One line of an account's statement. Entries are appended, never changed and never removed.
/// </summary>
public sealed record CreditEntry
{
    /// <summary>
    /// Gets the place in the account's journal: 1, 2, 3 and so on without a gap.
    /// </summary>
    public required long Sequence { get; init; }

    /// <summary>Gets when it was booked. Never earlier than the entry before it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what happened.</summary>
    public required CreditEntryKind Kind { get; init; }

    /// <summary>
    /// Gets the hold concerned; <see langword="null"/> for a grant or its expiry.
    /// </summary>
    public required HoldId? Hold { get; init; }

    /// <summary>
    /// Gets why a hold was returned in full; <see langword="null"/> for every other entry.
    /// </summary>
    public ReleaseReason? Reason { get; init; }

    /// <summary>Gets the movements, one per grant, in spending order.</summary>
    public required IReadOnlyList<CreditMovement> Movements { get; init; }

    /// <summary>
    /// Gets what the account could spend afterwards, credits that are not yet effective included.
    /// </summary>
    public required Credits AvailableAfter { get; init; }

    /// <summary>Gets what was reserved afterwards.</summary>
    public required Credits HeldAfter { get; init; }
}
