namespace Dressora;

/// <summary>
/// A package of credits as it stands. <c>Amount = Available + Held + Settled + Expired +
/// Revoked</c>, always.
/// </summary>
public sealed record CreditGrant
{
    /// <summary>Gets the grant's id.</summary>
    public required GrantId Id { get; init; }

    /// <summary>Gets what was given.</summary>
    public required Credits Amount { get; init; }

    /// <summary>Gets what can be frozen now, once <see cref="EffectiveAt"/> has come.</summary>
    public required Credits Available { get; init; }

    /// <summary>Gets what open holds reserve. It stays valid when the grant expires.</summary>
    public required Credits Held { get; init; }

    /// <summary>Gets what was charged and not refunded.</summary>
    public required Credits Settled { get; init; }

    /// <summary>Gets what expired unused.</summary>
    public required Credits Expired { get; init; }

    /// <summary>Gets what was revoked and taken.</summary>
    public Credits Revoked { get; init; }

    /// <summary>
    /// Gets what was revoked in all, taken or not. Never more than <see cref="Amount"/>.
    /// </summary>
    public Credits Claimed { get; init; }

    /// <summary>
    /// Gets what was revoked and could not be taken yet: it is taken from what comes back to this
    /// grant or to its replacements.
    /// </summary>
    public Credits Owing { get; init; }

    /// <summary>Gets the priority class; a lower one is spent first.</summary>
    public required int Priority { get; init; }

    /// <summary>Gets from when on the credits can be spent.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>
    /// Gets when what is available expires, exclusive; <see langword="null"/> for never.
    /// </summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Gets the journal sequence of the grant: the last tie-break of the spending order.
    /// </summary>
    public required long Sequence { get; init; }

    /// <summary>
    /// Gets what this grant makes good; <see langword="null"/> for one that the host gave.
    /// </summary>
    public GrantReplacement? Replaces { get; init; }

    /// <summary>Gets the host's own note on the grant.</summary>
    public string? Metadata { get; init; }
}
