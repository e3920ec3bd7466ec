using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>
/// A copy of an input at the provider of an attempt. Written down before it is made, and kept
/// until it is discarded.
/// </summary>
public sealed record StagedRecord
{
    /// <summary>Gets which input of the job, from 0.</summary>
    public required int Input { get; init; }

    /// <summary>Gets the unguessable name it is staged under.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the provider's answer; <see langword="null"/> until there is one.</summary>
    public StagedInput? Copy { get; init; }

    /// <summary>Gets whether it has been removed from the provider.</summary>
    public bool Discarded { get; init; }

    /// <summary>
    /// Gets whether it has been removed once more, when nobody can be putting it there any
    /// longer.
    /// </summary>
    public bool Swept { get; init; }
}
