namespace Dressora;

/// <summary>What to generate.</summary>
public sealed record GenerationRequest
{
    /// <summary>Gets the instruction in words; the model bounds its length.</summary>
    public required string Prompt { get; init; }

    /// <summary>
    /// Gets the input images, in the order in which the prompt may speak of them.
    /// </summary>
    public IReadOnlyList<GenerationInput> Inputs { get; init; } = [];

    /// <summary>Gets how many outputs; at least 1, at most what the model makes.</summary>
    /// <value>The default is 1.</value>
    public int Count { get; init; } = 1;

    /// <summary>Gets the model.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the first model of the provider that can do the
    /// request.
    /// </value>
    public string? Model { get; init; }

    /// <summary>Gets the name that the provider is registered under.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the host's default provider first, then the others
    /// in order.
    /// </value>
    public string? Provider { get; init; }

    /// <summary>Gets the shape, such as <c>3:4</c>; the model lists what it takes.</summary>
    /// <value>The default is <see langword="null"/>: the model's own choice.</value>
    public string? AspectRatio { get; init; }
}
