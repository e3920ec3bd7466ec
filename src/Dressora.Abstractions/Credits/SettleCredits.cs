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

    /// <summary>
    /// Gets whether a hold that has timed out is charged all the same, from what can be spent now.
    /// </summary>
    /// <value>
    /// The default is <see langword="false"/>: refused. A job whose images are there sets it. The
    /// charge is a hold of its own, <see cref="HoldId.ForLateSettle"/>; when the credits are no
    /// longer there, that too is final.
    /// </value>
    public bool Reacquire { get; init; }
}
