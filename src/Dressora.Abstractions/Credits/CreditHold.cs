namespace Dressora;

/// <summary>
/// Frozen credits as they stand. <c>Amount = open + Settled + Released</c>, and open is zero once
/// the hold has ended. One that was denied never had any.
/// </summary>
public sealed record CreditHold
{
    /// <summary>Gets the hold's id.</summary>
    public required HoldId Id { get; init; }

    /// <summary>Gets what was frozen.</summary>
    public required Credits Amount { get; init; }

    /// <summary>
    /// Gets where the hold is. Every state but <see cref="HoldStatus.Open"/> is final.
    /// </summary>
    public required HoldStatus Status { get; init; }

    /// <summary>Gets which operation made it.</summary>
    public HoldOrigin Origin { get; init; }

    /// <summary>Gets what was charged. A refund does not change it.</summary>
    public required Credits Settled { get; init; }

    /// <summary>Gets what went back.</summary>
    public required Credits Released { get; init; }

    /// <summary>Gets what of the charge was refunded.</summary>
    public Credits Refunded => Lines.Aggregate(Credits.Zero, (sum, line) => sum + line.Refunded);

    /// <summary>
    /// Gets what could be spent when the hold was denied; <see langword="null"/> for every other.
    /// </summary>
    public Credits? Spendable { get; init; }

    /// <summary>Gets when the hold was made, by the ledger's clock.</summary>
    public required DateTimeOffset FrozenAt { get; init; }

    /// <summary>Gets when an open hold times out.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Gets the journal sequence at which the hold was made.</summary>
    public required long Sequence { get; init; }

    /// <summary>
    /// Gets which grant gave what, in spending order. Fixed when the hold is made.
    /// </summary>
    public required IReadOnlyList<CreditHoldLine> Lines { get; init; }
}
