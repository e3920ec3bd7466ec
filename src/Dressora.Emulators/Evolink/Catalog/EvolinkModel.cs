namespace Dressora.Emulators;

/// <summary>What one model's page allows.</summary>
/// <param name="Id">What requests call it.</param>
/// <param name="PromptMax">The longest prompt, in code points.</param>
internal sealed record EvolinkModel(string Id, int PromptMax)
{
    /// <summary>Gets another id that is still accepted; answers carry <see cref="Id"/>.</summary>
    public string? OldId { get; init; }

    /// <summary>Gets which generation of pages documents the model's errors.</summary>
    public ErrorDialect Dialect { get; init; } = ErrorDialect.Text;

    /// <summary>Gets how many input images there may be.</summary>
    public Bounds Images { get; init; } = new(0, 0);

    /// <summary>Gets the largest input image in bytes.</summary>
    public int ImageBytesMax { get; init; } = 10 * 1024 * 1024;

    /// <summary>Gets the shortest and longest side of an input image in pixels.</summary>
    public Bounds ImageSides { get; init; } = new(1, 16_384);

    /// <summary>
    /// Gets the sizes that have a name: ratios, tiers, <c>auto</c> or fixed pixels.
    /// </summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>
    /// Gets the rule for sizes in pixels; <see langword="null"/> when they are not accepted.
    /// </summary>
    public PixelRule? Pixels { get; init; }

    /// <summary>Gets whether a size is only legal for a single output.</summary>
    public bool SizeNeedsSingleOutput { get; init; }

    /// <summary>
    /// Gets the values of <c>quality</c>; empty when the field is not accepted.
    /// </summary>
    public IReadOnlyList<string> Qualities { get; init; } = [];

    /// <summary>
    /// Gets the values of <c>resolution</c>, whatever their case; empty when the field is not
    /// accepted.
    /// </summary>
    public IReadOnlyList<string> Resolutions { get; init; } = [];

    /// <summary>
    /// Gets the values of <c>n</c>; empty when the field is not accepted and one image is made.
    /// </summary>
    public IReadOnlyList<int> Counts { get; init; } = [];

    /// <summary>Gets the most input images and outputs together.</summary>
    public int ImagesAndOutputsMax { get; init; } = int.MaxValue;

    /// <summary>Gets the further fields that the model takes.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>Gets the credits reserved per output.</summary>
    public decimal Reserved { get; init; } = 2.5m;

    /// <summary>Gets the credits charged per delivered output; never what was reserved.</summary>
    public decimal Used { get; init; } = 1.783m;
}
