namespace Dressora;

/// <summary>
/// Takes a grant back, in part or in full, as after a chargeback. Keyed by <see cref="Key"/>.
/// </summary>
/// <remarks>
/// What is available goes at once. What is held stays valid, and goes if it comes back; what was
/// charged is written off, and goes if it is refunded. Other grants are never touched, but for
/// the replacements of this one. All revocations of a grant together never exceed what it gave.
/// </remarks>
public sealed record RevokeCredits : CreditOperation
{
    /// <summary>The longest note, in UTF-16 code units.</summary>
    public const int NoteLengthMax = 1_000;

    /// <summary>Gets the key of this revocation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the grant. A replacement is revoked by the grant that it replaces.</summary>
    public required GrantId Grant { get; init; }

    /// <summary>Gets how many credits to take back; at least 1.</summary>
    /// <value>The default is <see langword="null"/>: all that has not been revoked before.</value>
    public Credits? Amount { get; init; }

    /// <summary>
    /// Gets why, in the host's own words. It stays in the journal for ever: keep it free of
    /// personal data.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>; at most <see cref="NoteLengthMax"/> characters.
    /// </value>
    public string? Note { get; init; }
}
