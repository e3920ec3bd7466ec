namespace Dressora.Providers.Evolink;

/// <summary>One model: its limits, and how a request for it is spelt.</summary>
internal sealed record EvolinkModel
{
    /// <summary>Gets the limits that every provider describes its models by.</summary>
    public required ModelDescriptor Limits { get; init; }

    /// <summary>
    /// Gets what each shape is called in the field <c>size</c>; empty when the field is not sent.
    /// </summary>
    public IReadOnlyDictionary<string, string> Sizes { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Gets the words that <c>quality</c> may be; empty when the field is not sent.
    /// </summary>
    public IReadOnlyList<string> Qualities { get; init; } = [];

    /// <summary>
    /// Gets the words that <c>resolution</c> may be; empty when the field is not sent.
    /// </summary>
    public IReadOnlyList<string> Resolutions { get; init; } = [];

    /// <summary>Gets the most input images and outputs together.</summary>
    public int ImagesMax { get; init; } = int.MaxValue;

    /// <summary>Gets the word that is sent as <c>quality</c>; null for none.</summary>
    public string? Quality { get; init; }

    /// <summary>Gets the word that is sent as <c>resolution</c>; null for none.</summary>
    public string? Resolution { get; init; }

    /// <summary>
    /// Gets whether <c>n</c> may be sent: models that make one output do not know the field.
    /// </summary>
    public bool TakesCount => Limits.CountMax > 1;
}
