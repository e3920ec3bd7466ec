namespace Dressora;

/// <summary>What an account can spend and what is reserved, at one instant.</summary>
public sealed record CreditBalance
{
    /// <summary>Gets what can be frozen at once.</summary>
    public required Credits Available { get; init; }

    /// <summary>Gets what open holds reserve.</summary>
    public required Credits Held { get; init; }

    /// <summary>
    /// Gets the grants that still have something available or held, in spending order.
    /// </summary>
    public required IReadOnlyList<CreditGrant> Grants { get; init; }

    /// <summary>
    /// Gets when the next of the available credits expire; <see langword="null"/> when none ever
    /// do.
    /// </summary>
    public DateTimeOffset? NextExpiry => Grants.Where(grant => grant.Available > Credits.Zero).Min(grant => grant.ExpiresAt);

    /// <summary>Gets the account's journal sequence that this balance includes.</summary>
    public required long Sequence { get; init; }
}
