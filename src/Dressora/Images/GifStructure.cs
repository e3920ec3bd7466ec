using System.Buffers.Binary;

namespace Dressora;

/// <summary>Walks a GIF: its screen, its blocks and their sub-blocks, and the trailer.</summary>
internal static class GifStructure
{
    private const int SignatureBytes = 6;
    private const int ScreenBytes = 7;
    private const int ImageBytes = 9;
    private const int Extension = 0x21;
    private const int Image = 0x2C;
    private const int Trailer = 0x3B;

    /// <summary>Inspects a GIF from its signature on.</summary>
    public static ImageInspection Walk(ImageWalk walk)
    {
        var source = walk.Source;
        Span<byte> screen = stackalloc byte[ScreenBytes];
        if (!source.TrySkip(SignatureBytes) || !source.TryRead(screen) || !source.TrySkip(PaletteBytes(screen[4])))
        {
            return ImageWalk.Truncated();
        }

        var width = BinaryPrimitives.ReadUInt16LittleEndian(screen);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(screen[2..]);
        return walk.CheckDimensions(width, height) ?? WalkBlocks(walk, (long)width * height) ?? walk.Whole(ContentTypes.Gif, width, height);
    }

    /// <summary>
    /// Returns the first problem between the screen and the trailer; <see langword="null"/> when
    /// that was reached.
    /// </summary>
    private static ImageInspection? WalkBlocks(ImageWalk walk, long canvasPixels)
    {
        var source = walk.Source;
        for (var images = 0L; ;)
        {
            switch (source.ReadByte())
            {
                case -1:
                    return ImageWalk.Truncated();
                case Trailer:
                    return images > 0 ? null : ImageWalk.Damaged("it has no image data");
                case Extension:
                    if (!source.TrySkip(1) || !TrySkipSubBlocks(source))
                    {
                        return ImageWalk.Truncated();
                    }

                    break;
                case Image:
                    images++;
                    if (WalkImage(walk, canvasPixels) is { } problem)
                    {
                        return problem;
                    }

                    break;
                default:
                    return ImageWalk.Damaged("it has a block of no known kind");
            }
        }
    }

    private static ImageInspection? WalkImage(ImageWalk walk, long canvasPixels)
    {
        var source = walk.Source;
        Span<byte> image = stackalloc byte[ImageBytes];
        if (!source.TryRead(image))
        {
            return ImageWalk.Truncated();
        }

        var width = BinaryPrimitives.ReadUInt16LittleEndian(image[4..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(image[6..]);
        if (walk.CheckFrame(canvasPixels, width, height) is { } problem)
        {
            return problem;
        }

        const int minimumCodeSize = 1;
        return source.TrySkip(PaletteBytes(image[8]) + minimumCodeSize) && TrySkipSubBlocks(source) ? null : ImageWalk.Truncated();
    }

    // A sub-block is its length and its bytes; an empty one ends the row.
    private static bool TrySkipSubBlocks(ImageSource source)
    {
        int length;
        while ((length = source.ReadByte()) > 0)
        {
            if (!source.TrySkip(length))
            {
                return false;
            }
        }

        return length == 0;
    }

    private static int PaletteBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 0x07) + 1);
}
