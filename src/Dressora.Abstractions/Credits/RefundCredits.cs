namespace Dressora;

/// <summary>
/// Gives back what was charged, in part or in full. Keyed by <see cref="Key"/>.
/// </summary>
/// <remarks>
/// What was charged last goes back first, each credit to the grant that it came from, with that
/// grant's expiry and revocations. All refunds of a hold together never exceed its charge.
/// </remarks>
public sealed record RefundCredits : CreditOperation
{
    /// <summary>Gets the key of this refund.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>
    /// Gets the settled hold. The hold of a job whose settle came late stands for that settle.
    /// </summary>
    public required HoldId Hold { get; init; }

    /// <summary>Gets how many credits to give back; at least 1.</summary>
    public required Credits Amount { get; init; }
}
