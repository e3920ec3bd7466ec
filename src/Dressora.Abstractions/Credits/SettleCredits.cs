namespace Dressora;

/// <summary>
/// Charges what was delivered and returns the rest of the hold. Keyed by <see cref="Hold"/>.
/// </summary>
/// <remarks>
/// The units that expire soonest are charged first; the back of the hold is what returns.
/// </remarks>
public sealed record SettleCredits : CreditOperation
{
    /// <summary>Gets the hold to finish.</summary>
    public required HoldId Hold { get; init; }

    /// <summary>
    /// Gets what to charge: from zero to the held amount. Zero settles nothing, which is not the
    /// same as a release.
    /// </summary>
    public required Credits Amount { get; init; }
}
