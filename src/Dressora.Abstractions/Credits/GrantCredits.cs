namespace Dressora;

/// <summary>Gives an account a package of credits. Keyed by <see cref="Grant"/>.</summary>
public sealed record GrantCredits : CreditOperation
{
    /// <summary>Gets the grant's id, which is also the operation's key.</summary>
    public required GrantId Grant { get; init; }

    /// <summary>Gets how many credits; at least 1.</summary>
    public required Credits Amount { get; init; }

    /// <summary>
    /// Gets the priority class; a lower one is spent first, before any expiry is compared.
    /// </summary>
    /// <value>The default is 0.</value>
    public int Priority { get; init; }

    /// <summary>Gets from when on the credits can be spent.</summary>
    /// <value>The default is <see langword="null"/>: at once.</value>
    public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>
    /// Gets when the credits that nobody holds expire. Exclusive: at this instant they can no
    /// longer be frozen.
    /// </summary>
    /// <value>The default is <see langword="null"/>: never.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Gets a note of the host's own, such as an order's number. It stays in the journal for
    /// ever: keep it free of personal data.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>; at most <see cref="MetadataLengthMax"/> characters.
    /// </value>
    public string? Metadata { get; init; }

    /// <summary>The longest note, in UTF-16 code units.</summary>
    public const int MetadataLengthMax = 1_000;
}
