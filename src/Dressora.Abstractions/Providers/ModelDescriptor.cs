namespace Dressora.Providers;

/// <summary>
/// What one model takes and makes. Data, so that a host can override it the day a provider
/// changes its limits.
/// </summary>
public sealed record ModelDescriptor
{
    /// <summary>Gets the provider's name for the model.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the longest prompt, in Unicode code points.</summary>
    public int PromptLengthMax { get; init; } = 2_000;

    /// <summary>Gets the fewest input images.</summary>
    public int InputsMin { get; init; }

    /// <summary>Gets the most input images.</summary>
    public int InputsMax { get; init; } = 1;

    /// <summary>Gets the largest input image, in bytes.</summary>
    public long InputBytesMax { get; init; } = 10 * 1_024 * 1_024;

    /// <summary>Gets the types of image it reads.</summary>
    public IReadOnlyList<string> InputContentTypes { get; init; } = ["image/png", "image/jpeg", "image/webp"];

    /// <summary>Gets the shortest side of an input image, in pixels.</summary>
    public int InputSideMin { get; init; } = 1;

    /// <summary>Gets the longest side of an input image, in pixels.</summary>
    public int InputSideMax { get; init; } = int.MaxValue;

    /// <summary>
    /// Gets what one output costs the host, in US dollars; <see langword="null"/> when it depends
    /// on more than the model, or is not known.
    /// </summary>
    public decimal? CostPerOutput { get; init; }

    /// <summary>Gets the most outputs of one task.</summary>
    public int CountMax { get; init; } = 1;

    /// <summary>
    /// Gets the shapes it makes, such as <c>3:4</c>; empty when the shape cannot be chosen.
    /// </summary>
    public IReadOnlyList<string> AspectRatios { get; init; } = [];
}
