namespace Dressora.Emulators;

/// <summary>What a create asks for, as it was sent.</summary>
internal sealed record CreateRequest
{
    /// <summary>Gets the model id that the client used, which may be an old one.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the prompt; a task without images is painted from it.</summary>
    public required string Prompt { get; init; }

    /// <summary>
    /// Gets the URLs of the inputs: the person, the garment, then whatever else the model takes.
    /// </summary>
    public IReadOnlyList<string> ImageUrls { get; init; } = [];

    /// <summary>Gets a ratio, a tier, pixels or <c>auto</c>.</summary>
    public string? Size { get; init; }

    /// <summary>
    /// Gets a quality or a resolution tier: the field means something else for each family of
    /// models.
    /// </summary>
    public string? Quality { get; init; }

    /// <summary>
    /// Gets the resolution tier of the one model that keeps it apart from quality.
    /// </summary>
    public string? Resolution { get; init; }

    /// <summary>
    /// Gets how many images were asked for; <see langword="null"/> when the field was left out.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>Gets where to call back; never shown or logged.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Gets the names of the other known fields that were sent.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];
}
