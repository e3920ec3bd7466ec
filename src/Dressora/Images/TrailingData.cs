namespace Dressora;

/// <summary>Judges what lies behind an image's end marker.</summary>
/// <remarks>
/// Cameras append to JPEG: gain maps, films, maker's blocks of megabytes. Other formats get a
/// little padding, and never text. Nowhere may markup, script, a document, an archive or a
/// program begin there: such a file is an image to us and something else to the next reader.
/// </remarks>
internal static class TrailingData
{
    private const long PaddingBytesMax = 64 << 10;
    private const int TextBytesMin = 4;

    private static ReadOnlySpan<byte> Elf => [0x7F, (byte)'E', (byte)'L', (byte)'F'];

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    /// <summary>
    /// Whether what follows the position does no harm. Nothing at all does none.
    /// </summary>
    public static bool IsHarmless(ImageSource source, string contentType)
    {
        if (source.Left > PaddingBytesMax && contentType != ContentTypes.Jpeg)
        {
            return false;
        }

        while (source.Buffered() is { Length: > 0 } padding)
        {
            var start = padding.IndexOfAnyExcept(" \t\r\n\0"u8);
            if (start < 0)
            {
                source.TrySkip(padding.Length);
                continue;
            }

            source.TrySkip(start);
            Span<byte> head = stackalloc byte[6];
            head = head[..(int)Math.Min(head.Length, source.Left)];
            return source.TryRead(head)
                && !BeginsSomethingElse(head)
                && (contentType == ContentTypes.Jpeg || !IsText(head)); // Telephones sign their JPEGs in plain words.
        }

        return true;
    }

    private static bool IsText(ReadOnlySpan<byte> head) => head.Length >= TextBytesMin && !head.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    private static bool BeginsSomethingElse(ReadOnlySpan<byte> head) =>
        head.StartsWith("<"u8)
        || head.StartsWith("*/"u8)
        || head.StartsWith("#!"u8)
        || head.StartsWith("%PDF"u8)
        || head.StartsWith("%!PS"u8)
        || head.StartsWith("PK"u8)
        || head.StartsWith("Rar!"u8)
        || head.StartsWith("7z"u8)
        || head.StartsWith("MZ"u8)
        || head.StartsWith(Gzip)
        || head.StartsWith(Elf);
}
