namespace Dressora.Ledger;

/// <summary>
/// What became of a refund or a revocation, kept for ever under its key. Everything in it follows
/// from the journal.
/// </summary>
public sealed record CreditReceipt
{
    /// <summary>Gets the key.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>
    /// Gets what the operation is: <see cref="CreditEntryKind.Refunded"/> or
    /// <see cref="CreditEntryKind.Revoked"/>.
    /// </summary>
    public required CreditEntryKind Kind { get; init; }

    /// <summary>Gets the id of the hold or the grant that it is about, as it was asked.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// Gets how much was asked for; <see langword="null"/> for all that was left.
    /// </summary>
    public required Credits? Asked { get; init; }

    /// <summary>Gets what moved at once.</summary>
    public required Credits Moved { get; init; }

    /// <summary>Gets why it was refused; <see langword="null"/> when it was not.</summary>
    public required CreditRefusal? Refusal { get; init; }

    /// <summary>Gets the journal sequence at which it was decided.</summary>
    public required long Sequence { get; init; }
}
