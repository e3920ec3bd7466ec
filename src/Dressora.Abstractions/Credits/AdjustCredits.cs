namespace Dressora;

/// <summary>
/// Takes credits at once, as a correction, nearest expiry first. Keyed by <see cref="Hold"/>.
/// </summary>
/// <remarks>
/// It leaves a settled hold, so that it can be followed and refunded like any charge. To correct
/// in the account's favour, grant; to take back one grant and nothing else, revoke.
/// </remarks>
public sealed record AdjustCredits : CreditOperation
{
    /// <summary>The longest note, in UTF-16 code units.</summary>
    public const int NoteLengthMax = 1_000;

    /// <summary>Gets the id of the hold that it leaves, which is also the operation's key.</summary>
    public required HoldId Hold { get; init; }

    /// <summary>Gets how many credits to take; at least 1. All or nothing.</summary>
    public required Credits Amount { get; init; }

    /// <summary>
    /// Gets why, in the host's own words. It stays in the journal for ever: keep it free of
    /// personal data.
    /// </summary>
    /// <value>From 1 to <see cref="NoteLengthMax"/> characters, not only white space.</value>
    public required string Note { get; init; }
}
