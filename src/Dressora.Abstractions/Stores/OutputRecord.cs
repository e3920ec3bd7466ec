namespace Dressora.Stores;

/// <summary>One output of a delivered task.</summary>
public sealed record OutputRecord
{
    /// <summary>Gets its place among the outputs, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Gets where it is.</summary>
    public OutputStatus Status { get; init; }

    /// <summary>
    /// Gets where it lies, or will lie: the same key however often it is stored.
    /// </summary>
    public required StorageKey Key { get; init; }

    /// <summary>
    /// Gets what its bytes say it is; <see langword="null"/> until it is stored.
    /// </summary>
    public ImageInfo? Image { get; init; }

    /// <summary>
    /// Gets whether the task has been read once more because this output could not be fetched.
    /// </summary>
    public bool Refreshed { get; init; }
}
