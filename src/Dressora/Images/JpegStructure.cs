using System.Buffers.Binary;

namespace Dressora;

/// <summary>
/// Walks a JPEG: its segments, the frame that holds the dimensions, the scans, and the end
/// marker.
/// </summary>
internal static class JpegStructure
{
    private const int Restart0 = 0xD0;
    private const int Restart7 = 0xD7;
    private const int Start = 0xD8;
    private const int End = 0xD9;
    private const int Scan = 0xDA;
    private const int Stuffed = 0x00;
    private const int Fill = 0xFF;
    private const int LengthBytes = 2;

    /// <summary>Inspects a JPEG from its start marker on.</summary>
    public static ImageInspection Walk(ImageWalk walk)
    {
        var source = walk.Source;
        source.TrySkip(2); // The start marker: the signature has seen it.
        (int Width, int Height)? frame = null;
        var scans = 0L;
        while (true)
        {
            var marker = ReadMarker(source);
            switch (marker)
            {
                case -1:
                    return ImageWalk.Truncated();
                case End when frame is { } size && scans > 0:
                    return walk.Whole(ContentTypes.Jpeg, size.Width, size.Height);
                case Stuffed or Start or End or (>= Restart0 and <= Restart7):
                    return ImageWalk.Damaged("a marker stands where it must not");
                case Scan when frame is null:
                    return ImageWalk.Damaged("its image data comes before its header");
            }

            var start = source.Position;
            if (!source.TryReadBigEndian(LengthBytes, out var length) || start + (long)length > source.Length)
            {
                return ImageWalk.Truncated();
            }

            if (length < LengthBytes)
            {
                return ImageWalk.Damaged("a segment is shorter than its own length");
            }

            var end = start + (long)length;

            if (IsFrame(marker))
            {
                if (frame is not null)
                {
                    return ImageWalk.Damaged("it has two headers");
                }

                if (ReadFrame(walk, marker, end, out frame) is { } problem)
                {
                    return problem;
                }
            }

            source.MoveTo(end);
            if (marker == Scan)
            {
                scans++;
                SkipScan(source);
            }
        }
    }

    private static ImageInspection? ReadFrame(ImageWalk walk, int marker, long end, out (int Width, int Height)? frame)
    {
        const int bytes = 6;
        frame = null;
        Span<byte> header = stackalloc byte[bytes];
        if (end - walk.Source.Position < bytes || !walk.Source.TryRead(header))
        {
            return ImageWalk.Damaged("its header is too short");
        }

        // Baseline, extended and progressive with 8 bits: what decoders in use can read.
        if (marker > 0xC2 || header[0] != 8)
        {
            return ImageWalk.Unsupported("it is a kind of JPEG that hardly any program reads");
        }

        var size = (Width: BinaryPrimitives.ReadUInt16BigEndian(header[3..]), Height: BinaryPrimitives.ReadUInt16BigEndian(header[1..]));
        frame = size;
        return walk.CheckDimensions(size.Width, size.Height);
    }

    // A scan has no length: it ends at the first marker that is not part of it.
    private static void SkipScan(ImageSource source)
    {
        while (source.Buffered() is { Length: > 0 } ready)
        {
            var mark = ready.IndexOf((byte)Fill);
            if (mark < 0)
            {
                source.TrySkip(ready.Length);
                continue;
            }

            source.TrySkip(mark);
            var start = source.Position;
            var marker = ReadMarker(source);
            if (marker is not (Stuffed or (>= Restart0 and <= Restart7)))
            {
                source.MoveTo(start);
                return;
            }
        }
    }

    /// <summary>
    /// Reads a marker with the fill bytes before it: its second byte, -1 at the end, or 0 for
    /// what is none.
    /// </summary>
    private static int ReadMarker(ImageSource source)
    {
        var next = source.ReadByte();
        if (next != Fill)
        {
            return next < 0 ? -1 : Stuffed;
        }

        while (next == Fill)
        {
            next = source.ReadByte();
        }

        return next;
    }

    // C4, C8 and CC are tables that live among the frames' numbers.
    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
