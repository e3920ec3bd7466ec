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
    /// Gets the hold concerned; <see langword="null"/> where it is a grant.
    /// </summary>
    public required HoldId? Hold { get; init; }

    /// <summary>
    /// Gets the grant concerned; <see langword="null"/> where it is a hold.
    /// </summary>
    public GrantId? Grant { get; init; }

    /// <summary>
    /// Gets the key of the refund or revocation; <see langword="null"/> for every other entry.
    /// </summary>
    public OperationKey? Key { get; init; }

    /// <summary>
    /// Gets how much it is about: what was given, frozen, charged, returned, refunded, revoked,
    /// or asked for in vain. What moved is in <see cref="Movements"/>.
    /// </summary>
    public Credits Amount { get; init; }

    /// <summary>
    /// Gets why a hold was returned in full; <see langword="null"/> for every other entry.
    /// </summary>
    public ReleaseReason? Reason { get; init; }

    /// <summary>
    /// Gets when the hold times out, where that was decided; <see langword="null"/> for every
    /// other entry.
    /// </summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>
    /// Gets what a grant was given with; <see langword="null"/> for every other entry.
    /// </summary>
    public GrantTerms? Terms { get; init; }

    /// <summary>Gets what was refused, and why; <see langword="null"/> unless denied.</summary>
    public CreditDenial? Denial { get; init; }

    /// <summary>Gets the host's own words about an adjustment or a revocation.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the movements, one per grant, in spending order.</summary>
    public required IReadOnlyList<CreditMovement> Movements { get; init; }

    /// <summary>
    /// Gets what the account could spend afterwards, credits that are not yet effective included.
    /// </summary>
    public required Credits AvailableAfter { get; init; }

    /// <summary>Gets what was reserved afterwards.</summary>
    public required Credits HeldAfter { get; init; }
}
