namespace Dressora;

/// <summary>What the first bytes promise.</summary>
internal enum ImageSignature
{
    None,
    Png,
    Jpeg,
    Gif,
    WebP,
    Avif,

    /// <summary>An image, but of a kind that is not taken.</summary>
    OtherImage,
}
