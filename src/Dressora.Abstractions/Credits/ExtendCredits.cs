namespace Dressora;

/// <summary>
/// Lets an open hold live longer. Keyed by <see cref="Hold"/> and <see cref="Lifetime"/>.
/// </summary>
/// <remarks>
/// The lifetime counts from the freeze, not from now, so that sending it again extends nothing
/// twice. A hold is never shortened.
/// </remarks>
public sealed record ExtendCredits : CreditOperation
{
    /// <summary>Gets the hold to keep open.</summary>
    public required HoldId Hold { get; init; }

    /// <summary>
    /// Gets how long the hold lives in all, counted from <see cref="CreditHold.FrozenAt"/>.
    /// </summary>
    /// <value>More than zero, at most <see cref="FreezeCredits.LifetimeMax"/>.</value>
    public required TimeSpan Lifetime { get; init; }
}
