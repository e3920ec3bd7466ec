namespace Dressora;

/// <summary>
/// The types of image that are taken, as <see cref="ImageInfo.ContentType"/> names them.
/// </summary>
internal static class ContentTypes
{
    /// <summary>PNG, animated or not.</summary>
    public const string Png = "image/png";

    /// <summary>JPEG, baseline or progressive.</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>GIF, animated or not.</summary>
    public const string Gif = "image/gif";

    /// <summary>WebP: lossy, lossless or animated.</summary>
    public const string WebP = "image/webp";

    /// <summary>AVIF. Of a sequence, the still image that stands for it.</summary>
    public const string Avif = "image/avif";
}
