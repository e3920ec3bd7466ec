using System.Buffers.Binary;

namespace Dressora.Benchmarks;

/// <summary>A PNG that is whole, tiny to decode, and as long as asked: most of it is one chunk that decoders skip.</summary>
internal static class LargeImage
{
    private const int BlockBytes = 1 << 20;

    private static readonly byte[] Block = MakeBlock();

    /// <summary>Returns the exact length of what is written for so many bytes.</summary>
    public static async Task<long> LengthAsync(long bytes)
    {
        using var frame = new MemoryStream();
        await WriteAsync(frame, 0, CancellationToken.None);
        return frame.Length + (Blocks(bytes) * (long)BlockBytes);
    }

    /// <summary>Writes one of at least so many bytes; its parts are made as they are written.</summary>
    public static async Task WriteAsync(Stream target, long bytes, CancellationToken cancellationToken)
    {
        await target.WriteAsync(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, cancellationToken);
        await target.WriteAsync(Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), cancellationToken);

        var blocks = Blocks(bytes);
        var header = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(header, (uint)((long)blocks * BlockBytes));
        "maNy"u8.CopyTo(header.AsSpan(4));
        var sum = new Crc32();
        sum.Add(header.AsSpan(4));
        await target.WriteAsync(header, cancellationToken);
        for (var i = 0; i < blocks; i++)
        {
            sum.Add(Block);
            await target.WriteAsync(Block, cancellationToken);
        }

        var end = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(end, sum.Value);
        await target.WriteAsync(end, cancellationToken);

        using var pixels = new MemoryStream();
        using (var deflating = new System.IO.Compression.ZLibStream(pixels, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        {
            deflating.Write([0, 0]);
        }

        await target.WriteAsync(Chunk("IDAT", pixels.ToArray()), cancellationToken);
        await target.WriteAsync(Chunk("IEND", []), cancellationToken);
    }

    private static int Blocks(long bytes) => (int)((bytes + BlockBytes - 1) / BlockBytes);

    private static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)data.Length);
        System.Text.Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        var sum = new Crc32();
        sum.Add(chunk.AsSpan(4, data.Length + 4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), sum.Value);
        return chunk;
    }

    private static byte[] MakeBlock()
    {
        var block = new byte[BlockBytes];
        new Random(1).NextBytes(block);
        return block;
    }
}
