namespace Dressora.Emulators;

/// <summary>A kind of image that the file API takes.</summary>
/// <param name="MimeType">What it is served as.</param>
/// <param name="Extension">The ending of a name made up for it, without the dot.</param>
internal sealed record ImageKind(string MimeType, string Extension)
{
    private static readonly ImageKind Jpeg = new("image/jpeg", "jpg");
    private static readonly ImageKind Png = new("image/png", "png");
    private static readonly ImageKind Gif = new("image/gif", "gif");
    private static readonly ImageKind WebP = new("image/webp", "webp");

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>
    /// Finds the kind by the first bytes; <see langword="null"/> for anything that is not taken.
    /// </summary>
    public static ImageKind? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(PngSignature))
        {
            return Png;
        }

        if (content.Length >= 3 && content[0] == 0xFF && content[1] == 0xD8 && content[2] == 0xFF)
        {
            return Jpeg;
        }

        if (content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8))
        {
            return Gif;
        }

        return content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8) ? WebP : null;
    }
}
