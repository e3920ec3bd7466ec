namespace Dressora.Providers.Evolink;

/// <summary>
/// What a host knows better about one model. What is left out stays as it is known.
/// </summary>
/// <remarks>
/// A model that is not known begins with a prompt of 2,000 code points, one optional image of up
/// to 10 MB in PNG, JPEG or WebP, one output and a shape of its own choice.
/// </remarks>
public sealed class EvolinkModelOptions
{
    /// <summary>Gets or sets the longest prompt, in Unicode code points. At least 1.</summary>
    public int? PromptLengthMax { get; set; }

    /// <summary>Gets or sets the fewest input images. Not negative.</summary>
    public int? InputsMin { get; set; }

    /// <summary>
    /// Gets or sets the most input images. Not below <see cref="InputsMin"/>, and at most 100.
    /// </summary>
    public int? InputsMax { get; set; }

    /// <summary>Gets or sets the largest input image, in bytes. At least 1.</summary>
    public long? InputBytesMax { get; set; }

    /// <summary>
    /// Gets or sets the shortest side of an input image, in pixels. At least 1.
    /// </summary>
    public int? InputSideMin { get; set; }

    /// <summary>
    /// Gets or sets the longest side of an input image, in pixels. Not below
    /// <see cref="InputSideMin"/>.
    /// </summary>
    public int? InputSideMax { get; set; }

    /// <summary>
    /// Gets or sets the most outputs of one task, from 1 to 100. With 1, the field <c>n</c> is
    /// not sent.
    /// </summary>
    public int? CountMax { get; set; }

    /// <summary>Gets or sets the most input images and outputs together. At least 1.</summary>
    public int? ImagesMax { get; set; }

    /// <summary>
    /// Gets the shapes: <c>3:4</c>, or <c>3:4=1728x2304</c> where the field <c>size</c> spells it
    /// so.
    /// </summary>
    /// <value>
    /// The default is empty, which leaves the known ones. Any entry replaces all of them.
    /// </value>
    public IList<string> Sizes { get; } = [];

    /// <summary>
    /// Gets or sets the word sent as <c>quality</c>; unchecked, and before
    /// <see cref="EvolinkOptions.Quality"/>.
    /// </summary>
    public string? Quality { get; set; }

    /// <summary>
    /// Gets or sets the word sent as <c>resolution</c>; unchecked, and before
    /// <see cref="EvolinkOptions.Resolution"/>.
    /// </summary>
    public string? Resolution { get; set; }
}
