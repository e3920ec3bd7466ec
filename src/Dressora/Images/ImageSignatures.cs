namespace Dressora;

/// <summary>
/// Recognises the first bytes of a file. Only these decide: never a name, never a declared type.
/// </summary>
internal static class ImageSignatures
{
    private const int KindOffset = 8;

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> JpegXl => [0xFF, 0x0A];

    private static ReadOnlySpan<byte> JpegXlBoxed => [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' '];

    private static ReadOnlySpan<byte> TiffLittleEndian => [(byte)'I', (byte)'I', 42, 0];

    private static ReadOnlySpan<byte> TiffBigEndian => [(byte)'M', (byte)'M', 0, 42];

    private static ReadOnlySpan<byte> Icon => [0, 0, 1, 0];

    /// <summary>Returns what the first bytes promise.</summary>
    /// <param name="head">The first 32 bytes, or all there are.</param>
    public static ImageSignature Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(PngStructure.Signature))
        {
            return ImageSignature.Png;
        }

        if (head.StartsWith(Jpeg))
        {
            return ImageSignature.Jpeg;
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return ImageSignature.Gif;
        }

        var kind = head.Length > KindOffset ? head[KindOffset..] : [];
        if (head.StartsWith("RIFF"u8) && kind.StartsWith("WEBP"u8))
        {
            return ImageSignature.WebP;
        }

        if (head.Length > KindOffset && head[4..].StartsWith("ftyp"u8))
        {
            return ImageSignature.Avif; // HEIC begins like this too; the walk tells them apart by all their brands.
        }

        return IsOther(head) ? ImageSignature.OtherImage : ImageSignature.None;
    }

    private static bool IsOther(ReadOnlySpan<byte> head) =>
        head.StartsWith("BM"u8)
        || head.StartsWith("<svg"u8)
        || head.StartsWith(JpegXl)
        || head.StartsWith(JpegXlBoxed)
        || head.StartsWith(TiffLittleEndian)
        || head.StartsWith(TiffBigEndian)
        || head.StartsWith(Icon);
}
