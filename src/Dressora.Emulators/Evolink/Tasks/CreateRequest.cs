namespace Dressora.Emulators;

/// <summary>What a create asks for, as it was sent.</summary>
internal sealed record CreateRequest
{
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    public IReadOnlyList<string> ImageUrls { get; init; } = [];

    public string? Size { get; init; }

    public string? Quality { get; init; }

    public string? Resolution { get; init; }

    /// <summary>Gets how many images were asked for; <see langword="null"/> when the field was left out.</summary>
    public int? Count { get; init; }

    public string? CallbackUrl { get; init; }

    /// <summary>Gets the names of the other known fields that were sent.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];
}
