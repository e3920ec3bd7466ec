using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>
/// A callback to store. Whether it is genuine matters little: it only makes the job due.
/// </summary>
public sealed record CallbackMessage
{
    /// <summary>
    /// The most messages that are kept for one attempt; further ones are dropped.
    /// </summary>
    public const int PerAttemptMax = 100;

    /// <summary>Gets the attempt whose token the URL carried.</summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>
    /// Gets the SHA-256 of the body, as lower-case hexadecimal digits: what makes two messages
    /// one.
    /// </summary>
    public required string BodyHash { get; init; }

    /// <summary>Gets the body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Gets the task that the provider read in it; <see langword="null"/> for none.
    /// </summary>
    public ProviderTaskId? Task { get; init; }
}
