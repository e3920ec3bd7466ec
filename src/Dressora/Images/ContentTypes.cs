namespace Dressora;

/// <summary>The types of image that are taken.</summary>
internal static class ContentTypes
{
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Gif = "image/gif";
    public const string WebP = "image/webp";
    public const string Avif = "image/avif";
}
