using System.Buffers.Binary;

namespace Dressora;

/// <summary>
/// Walks a WebP: the container's length, its chunks and those of its frames, and the headers of
/// the bitstreams.
/// </summary>
internal static class WebPStructure
{
    private const int ContainerBytes = 12;
    private const int ChunkBytes = 8;
    private const int CanvasBytes = 10;
    private const int FrameBytes = 16;

    /// <summary>Inspects a WebP from its signature on.</summary>
    public static ImageInspection Walk(ImageWalk walk)
    {
        var source = walk.Source;
        Span<byte> container = stackalloc byte[ContainerBytes];
        if (!source.TryRead(container))
        {
            return ImageWalk.Truncated();
        }

        var end = BinaryPrimitives.ReadUInt32LittleEndian(container[4..]) + 8L;
        if (end > source.Length)
        {
            return ImageWalk.Truncated();
        }

        var found = new Found();
        var problem = WalkChunks(walk, end, found, depth: 0);
        if (problem is not null)
        {
            return problem;
        }

        source.MoveTo(end);
        return found.HasData ? walk.Whole(ContentTypes.WebP, found.Width, found.Height) : ImageWalk.Damaged("it has no image data");
    }

    private static ImageInspection? WalkChunks(ImageWalk walk, long end, Found found, int depth)
    {
        var source = walk.Source;
        Span<byte> frame = stackalloc byte[ChunkBytes];
        while (end - source.Position >= ChunkBytes)
        {
            if (!source.TryRead(frame))
            {
                return ImageWalk.Truncated();
            }

            var chunkEnd = source.Position + BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]);
            if (chunkEnd > end)
            {
                return ImageWalk.Damaged("a chunk is longer than what contains it");
            }

            if (WalkChunk(walk, frame[..4], chunkEnd, found, depth) is { } problem)
            {
                return problem;
            }

            source.MoveTo(chunkEnd + (chunkEnd & 1)); // Chunks begin at even places; the container does too.
        }

        return source.Position >= end ? null : ImageWalk.Damaged("bytes lie between its chunks");
    }

    // Chunks of no interest here (colour profile, metadata, alpha) only have to fit.
    private static ImageInspection? WalkChunk(ImageWalk walk, ReadOnlySpan<byte> type, long end, Found found, int depth)
    {
        if (type.SequenceEqual("VP8X"u8) && depth == 0 && found.Width == 0)
        {
            return ReadCanvas(walk, end, found);
        }

        if (type.SequenceEqual("VP8 "u8))
        {
            return ReadLossy(walk, end, found);
        }

        if (type.SequenceEqual("VP8L"u8))
        {
            return ReadLossless(walk, end, found);
        }

        if (type.SequenceEqual("ANMF"u8))
        {
            return depth == 0 && end - walk.Source.Position >= FrameBytes && walk.Source.TrySkip(FrameBytes)
                ? WalkChunks(walk, end, found, depth + 1)
                : ImageWalk.Damaged("a frame is too short");
        }

        return null;
    }

    private static ImageInspection? ReadCanvas(ImageWalk walk, long end, Found found)
    {
        Span<byte> canvas = stackalloc byte[CanvasBytes];
        if (end - walk.Source.Position < CanvasBytes || !walk.Source.TryRead(canvas))
        {
            return ImageWalk.Damaged("its header is too short");
        }

        var width = 1 + (canvas[4] | (canvas[5] << 8) | (canvas[6] << 16));
        var height = 1 + (canvas[7] | (canvas[8] << 8) | (canvas[9] << 16));
        (found.Width, found.Height) = (width, height);
        return walk.CheckDimensions(width, height);
    }

    private static ImageInspection? ReadLossy(ImageWalk walk, long end, Found found)
    {
        Span<byte> header = stackalloc byte[10];
        if (end - walk.Source.Position < header.Length || !walk.Source.TryRead(header))
        {
            return ImageWalk.Damaged("its header is too short");
        }

        var isKeyFrame = (header[0] & 1) == 0;
        if (!isKeyFrame || header[3] != 0x9D || header[4] != 0x01 || header[5] != 0x2A)
        {
            return ImageWalk.Damaged("its header is not one of VP8");
        }

        const int dimensionBits = 0x3FFF;
        return found.Take(
            walk,
            BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & dimensionBits,
            BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & dimensionBits);
    }

    private static ImageInspection? ReadLossless(ImageWalk walk, long end, Found found)
    {
        Span<byte> header = stackalloc byte[5];
        if (end - walk.Source.Position < header.Length || !walk.Source.TryRead(header) || header[0] != 0x2F)
        {
            return ImageWalk.Damaged("its header is not one of VP8L");
        }

        const int dimensionBits = 0x3FFF;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(header[1..]);
        return found.Take(walk, (int)(bits & dimensionBits) + 1, (int)((bits >> 14) & dimensionBits) + 1);
    }

    /// <summary>What the walk has met so far.</summary>
    private sealed class Found
    {
        public int Width { get; set; }

        public int Height { get; set; }

        public bool HasData { get; private set; }

        /// <summary>
        /// Takes the dimensions of a bitstream: the image's own without a canvas, and within the
        /// canvas with one.
        /// </summary>
        public ImageInspection? Take(ImageWalk walk, int width, int height)
        {
            HasData = true;
            if (Width == 0)
            {
                (Width, Height) = (width, height);
            }

            return width > Width || height > Height
                ? ImageWalk.Damaged("a frame is larger than the image")
                : walk.CheckFrame((long)Width * Height, width, height);
        }
    }
}
