namespace Dressora;

/// <summary>
/// Returns a whole hold, because nothing was delivered. Keyed by <see cref="Hold"/>.
/// </summary>
public sealed record ReleaseCredits : CreditOperation
{
    /// <summary>Gets the hold to finish.</summary>
    public required HoldId Hold { get; init; }

    /// <summary>Gets why the work ended without a charge; it goes into the journal.</summary>
    public required ReleaseReason Reason { get; init; }
}
