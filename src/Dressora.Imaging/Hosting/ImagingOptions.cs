namespace Dressora;

/// <summary>What images are made, and how much they may cost.</summary>
/// <remarks>Read once, at start; a broken bound stops the start.</remarks>
public sealed class ImagingOptions
{
    /// <summary>Gets the longest sides of the thumbnails that every result gets, in pixels.</summary>
    /// <value>The default is none; up to 5, each from 16 to 2,048.</value>
    public IList<int> ThumbnailSides { get; } = [];

    /// <summary>Gets or sets how many pixels an image may have that is decoded, width times height. Decoding takes four bytes for each, twice where it is turned or scaled.</summary>
    /// <value>The default is 50,000,000; from 1 to 500,000,000.</value>
    public long PixelsMax { get; set; } = 50_000_000;

    /// <summary>Gets or sets how large a file may become, in bytes.</summary>
    /// <value>The default is 25 MiB; from 1 KiB to 1 GiB.</value>
    public long BytesMax { get; set; } = 25L << 20;

    /// <summary>Gets or sets how many images are decoded at once on this node. The next one waits for its turn.</summary>
    /// <value>The default is 2; from 1 to 64.</value>
    public int ConcurrencyMax { get; set; } = 2;

    /// <summary>Gets or sets the quality of what is encoded with losses.</summary>
    /// <value>The default is 92; from 50 to 100.</value>
    public int Quality { get; set; } = 92;
}
