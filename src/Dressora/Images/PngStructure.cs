using System.Buffers.Binary;

namespace Dressora;

/// <summary>
/// Walks a PNG: IHDR first, every chunk's length and check sum, image data, IEND last.
/// </summary>
internal static class PngStructure
{
    private const int HeaderBytes = 13;
    private const int ChunkFrameBytes = 12;
    private const byte IndexedColor = 3;

    /// <summary>Gets the eight bytes that a PNG begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Inspects a PNG from its signature on.</summary>
    public static ImageInspection Walk(ImageWalk walk)
    {
        var source = walk.Source;
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (!source.TrySkip(Signature.Length) || !TryReadChunkFrame(source, out var length, out var type))
        {
            return ImageWalk.Truncated();
        }

        if (type != "IHDR" || length != HeaderBytes)
        {
            return ImageWalk.Damaged("its header does not come first");
        }

        var headerStart = source.Position;
        if (!source.TryRead(header))
        {
            return ImageWalk.Truncated();
        }

        long width = BinaryPrimitives.ReadUInt32BigEndian(header);
        long height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (!IsKnown(header))
        {
            return ImageWalk.Damaged("its header has values that PNG does not know");
        }

        source.MoveTo(headerStart);
        return walk.CheckDimensions(width, height)
            ?? CheckSum(source, type, length)
            ?? WalkChunks(walk, width * height, needsPalette: header[9] == IndexedColor)
            ?? walk.Whole(ContentTypes.Png, width, height);
    }

    /// <summary>
    /// Returns the first problem between the header and the end; <see langword="null"/> when IEND
    /// was reached.
    /// </summary>
    private static ImageInspection? WalkChunks(ImageWalk walk, long canvasPixels, bool needsPalette)
    {
        var hasPalette = false;
        var hasData = false;
        while (TryReadChunkFrame(walk.Source, out var length, out var type))
        {
            hasPalette |= type == "PLTE";
            hasData |= type == "IDAT" && length > 0;
            var problem = CheckOrder(type, length, hasData, hasPalette || !needsPalette)
                ?? (type == "fcTL" ? CheckFrame(walk, length, canvasPixels) : null)
                ?? CheckSum(walk.Source, type, length);
            if (problem is not null || type == "IEND")
            {
                return problem;
            }
        }

        return ImageWalk.Truncated();
    }

    private static ImageInspection? CheckOrder(string type, long length, bool hasData, bool paletteIsSettled) => type switch
    {
        "IHDR" => ImageWalk.Damaged("it has two headers"),
        "IDAT" when !paletteIsSettled => ImageWalk.Damaged("its palette is missing"),
        "IEND" when !hasData => ImageWalk.Damaged("it has no image data"),
        "IEND" when length != 0 => ImageWalk.Damaged("its end marker is not empty"),
        _ when !type.All(char.IsAsciiLetter) => ImageWalk.Damaged("a chunk has no proper name"),
        _ when length > int.MaxValue => ImageWalk.Damaged("a chunk is longer than PNG allows"),
        _ => null,
    };

    private static ImageInspection? CheckFrame(ImageWalk walk, long length, long canvasPixels)
    {
        const int bytes = 12;
        var start = walk.Source.Position;
        Span<byte> control = stackalloc byte[bytes]; // The number of the frame, its width and its height.
        if (length < bytes || !walk.Source.TryRead(control))
        {
            return length < bytes ? ImageWalk.Damaged("a frame is too short") : ImageWalk.Truncated();
        }

        walk.Source.MoveTo(start);
        return walk.CheckFrame(
            canvasPixels, BinaryPrimitives.ReadUInt32BigEndian(control[4..]), BinaryPrimitives.ReadUInt32BigEndian(control[8..]));
    }

    private static ImageInspection? CheckSum(ImageSource source, string type, long length)
    {
        if (length > source.Left - sizeof(uint))
        {
            return ImageWalk.Truncated();
        }

        var sum = new Crc32();
        sum.Add([(byte)type[0], (byte)type[1], (byte)type[2], (byte)type[3]]);
        for (var left = length; left > 0;)
        {
            var ready = source.Buffered();
            if (ready.Length == 0)
            {
                return ImageWalk.Truncated();
            }

            var part = ready[..(int)Math.Min(left, ready.Length)];
            sum.Add(part);
            source.TrySkip(part.Length);
            left -= part.Length;
        }

        if (!source.TryReadBigEndian(sizeof(uint), out var expected))
        {
            return ImageWalk.Truncated();
        }

        return sum.Value == expected ? null : ImageWalk.Damaged("the check sum of a chunk is wrong");
    }

    private static bool TryReadChunkFrame(ImageSource source, out long length, out string type)
    {
        Span<byte> frame = stackalloc byte[ChunkFrameBytes - sizeof(uint)];
        var read = source.TryRead(frame);
        length = BinaryPrimitives.ReadUInt32BigEndian(frame);
        type = string.Create(4, BinaryPrimitives.ReadUInt32BigEndian(frame[4..]), static (name, bytes) =>
        {
            for (var i = name.Length - 1; i >= 0; i--, bytes >>= 8)
            {
                name[i] = (char)(bytes & 0xFF);
            }
        });
        return read;
    }

    private static bool IsKnown(ReadOnlySpan<byte> header) => (Depth: header[8], Color: header[9]) switch
    {
        (1 or 2 or 4 or 8 or 16, 0) => true,
        (8 or 16, 2 or 4 or 6) => true,
        (1 or 2 or 4 or 8, IndexedColor) => true,
        _ => false,
    } && header[10] == 0 && header[11] == 0 && header[12] <= 1;
}
