namespace Dressora;

/// <summary>What an <see cref="IImageProcessor"/> is asked for. Whatever it changes is upright and carries nothing that a camera or a program wrote beside the picture.</summary>
public sealed record ImageChange
{
    /// <summary>
    /// Gets the types that are good; empty for any. An image of another type is encoded in one of these, with its transparency where
    /// one of them has it.
    /// </summary>
    public IReadOnlyList<string> ContentTypes { get; init; } = [];

    /// <summary>Gets the longest side in pixels; a larger image is scaled down. <see langword="null"/> for as large as it is.</summary>
    public int? SideMax { get; init; }
}
