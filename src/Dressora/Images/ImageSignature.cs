namespace Dressora;

/// <summary>What the first bytes promise.</summary>
internal enum ImageSignature
{
    /// <summary>Nothing that is known as an image.</summary>
    None,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>GIF of 1987 or 1989.</summary>
    Gif,

    /// <summary>WebP of any kind.</summary>
    WebP,

    /// <summary>An ISO media file: AVIF if its brands say so.</summary>
    Avif,

    /// <summary>An image, but of a kind that is not taken.</summary>
    OtherImage,
}
