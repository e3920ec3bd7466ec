namespace Dressora.Providers;

/// <summary>A copy of an input at the provider.</summary>
/// <param name="Reference">The provider's own reference for it, for discarding.</param>
/// <param name="Url">What the create call names it by. Never log it.</param>
/// <param name="ExpiresAt">When the provider removes it by itself; <see langword="null"/> when it does not say.</param>
public sealed record StagedInput(string Reference, Uri Url, DateTimeOffset? ExpiresAt);
