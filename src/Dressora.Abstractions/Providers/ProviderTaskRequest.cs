namespace Dressora.Providers;

/// <summary>
/// What a provider is asked to make, checked against the descriptor of its model.
/// </summary>
public sealed record ProviderTaskRequest
{
    /// <summary>
    /// Gets the attempt that this create belongs to: a name for the provider's own records, where
    /// it keeps any.
    /// </summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>Gets the model, by the provider's own name.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the instruction. Never log it.</summary>
    public required string Prompt { get; init; }

    /// <summary>Gets the input images in order.</summary>
    public IReadOnlyList<ProviderInput> Inputs { get; init; } = [];

    /// <summary>Gets how many outputs, within the model's limit.</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// Gets the shape, one of the model's; <see langword="null"/> for its own choice.
    /// </summary>
    public string? AspectRatio { get; init; }

    /// <summary>
    /// Gets where the provider shall call when the task ends; <see langword="null"/> to rely on
    /// polling. A secret: never log it.
    /// </summary>
    public Uri? CallbackUrl { get; init; }
}
