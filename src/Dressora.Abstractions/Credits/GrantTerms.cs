namespace Dressora;

/// <summary>What a grant was given with, as the journal keeps it.</summary>
/// <param name="Priority">The priority class.</param>
/// <param name="EffectiveAt">From when on the credits can be spent.</param>
/// <param name="ExpiresAt">When what is available expires; <see langword="null"/> for never.</param>
/// <param name="Replaces">What it makes good, if it is a replacement.</param>
/// <param name="Metadata">The host's own note.</param>
public sealed record GrantTerms(
    int Priority, DateTimeOffset EffectiveAt, DateTimeOffset? ExpiresAt, GrantReplacement? Replaces, string? Metadata);
