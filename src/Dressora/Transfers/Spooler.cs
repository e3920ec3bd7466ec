using System.Buffers;

namespace Dressora;

/// <summary>Makes spools: from a stream in one call, or chunk by chunk.</summary>
internal sealed class Spooler
{
    internal const int ChunkBytes = 64 << 10;

    private readonly int _memoryBytesMax;
    private readonly string _folder;

    public Spooler(TransferOptions options)
    {
        _memoryBytesMax = options.SpoolMemoryBytes;
        _folder = options.TempFolder ?? Path.GetTempPath();
    }

    /// <summary>Starts an empty spool that takes at most <paramref name="bytesMax"/> bytes.</summary>
    /// <param name="bytesMax">How many bytes it takes.</param>
    /// <param name="announced">How many its sender announced: what will not stay in memory is not put there first.</param>
    public SpoolWriter Start(long bytesMax, long? announced = null) => new(bytesMax, _memoryBytesMax, _folder, announced);

    /// <summary>Reads a stream from its present position to its end, or until it proves too long. The caller disposes both.</summary>
    /// <param name="source">Read once; never sought.</param>
    /// <param name="bytesMax">How many bytes it may have.</param>
    /// <param name="cancellationToken">Gives up; nothing stays behind.</param>
    public async Task<SpoolResult> SpoolAsync(Stream source, long bytesMax, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var spool = Start(bytesMax);
            await using var disposal = spool.ConfigureAwait(false);
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (!await spool.TryWriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false))
                {
                    return new SpoolResult.TooLarge(bytesMax);
                }
            }

            return new SpoolResult.Spooled(spool.Complete());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
