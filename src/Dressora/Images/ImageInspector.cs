namespace Dressora;

/// <summary>
/// Finds out what an image is from its bytes, and whether it is whole, without decoding it.
/// </summary>
internal static class ImageInspector
{
    private const int HeadBytes = 32;

    /// <summary>Walks an image from its magic bytes to its end marker, with constant memory whatever its length.</summary>
    /// <param name="content">A seekable stream; inspected from its beginning, and left open.</param>
    /// <param name="pixelsMax">The most pixels, width times height; checked before anything beyond the header is read.</param>
    /// <returns>The image, or the first thing that is wrong with it. No bytes whatever make this throw.</returns>
    public static ImageInspection Inspect(Stream content, long pixelsMax)
    {
        ArgumentNullException.ThrowIfNull(content);
        var source = new ImageSource(content);
        if (source.Length == 0)
        {
            return new ImageInspection.Rejected(ImageRejections.Empty, "There are no bytes.");
        }

        Span<byte> bytes = stackalloc byte[HeadBytes];
        var head = bytes[..(int)Math.Min(HeadBytes, source.Length)];
        if (!source.TryRead(head))
        {
            return ImageWalk.Truncated();
        }

        source.MoveTo(0);
        var walk = new ImageWalk(source, pixelsMax);
        return ImageSignatures.Of(head) switch
        {
            ImageSignature.Png => PngStructure.Walk(walk),
            ImageSignature.Jpeg => JpegStructure.Walk(walk),
            ImageSignature.Gif => GifStructure.Walk(walk),
            ImageSignature.WebP => WebPStructure.Walk(walk),
            ImageSignature.Avif => AvifStructure.Walk(walk),
            ImageSignature.OtherImage => new ImageInspection.Rejected(
                ImageRejections.UnsupportedFormat, "The image is of a kind that is not taken; use PNG, JPEG, WebP, AVIF or GIF."),
            _ => new ImageInspection.Rejected(
                ImageRejections.NotAnImage, "The bytes are not an image; PNG, JPEG, WebP, AVIF and GIF are taken, whatever the name says."),
        };
    }
}
