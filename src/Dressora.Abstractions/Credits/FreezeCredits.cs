namespace Dressora;

/// <summary>
/// Reserves credits for work that is about to begin. Keyed by <see cref="Hold"/>.
/// </summary>
public sealed record FreezeCredits : CreditOperation
{
    /// <summary>Gets the longest life of a hold: 3,650 days.</summary>
    public static TimeSpan LifetimeMax { get; } = TimeSpan.FromDays(3_650);

    /// <summary>Gets the hold's id, which is also the operation's key.</summary>
    public required HoldId Hold { get; init; }

    /// <summary>
    /// Gets how many credits; zero holds nothing and is legal, so that a free job keeps one code
    /// path.
    /// </summary>
    public required Credits Amount { get; init; }

    /// <summary>
    /// Gets how long the hold lives, counted by the ledger's clock. Then it times out and
    /// everything goes back.
    /// </summary>
    /// <value>
    /// More than zero, at most <see cref="LifetimeMax"/>. Longer than the longest legal job: a
    /// hold that times out under a running job loses its price.
    /// </value>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>
    /// Gets whether a denial is remembered, so that this id is answered
    /// <see cref="FreezeResult.Insufficient"/> for ever, even after a top-up.
    /// </summary>
    /// <value>
    /// The default is <see langword="true"/>: a duplicate that arrives late must not begin to
    /// charge. <see langword="false"/> is for an id that nobody can ask for again.
    /// </value>
    public bool RememberDenial { get; init; } = true;
}
