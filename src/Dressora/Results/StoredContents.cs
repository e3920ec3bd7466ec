using System.Buffers;
using System.Security.Cryptography;

namespace Dressora;

/// <summary>Reads what is to be stored, and makes sure that it is what was announced.</summary>
internal static class StoredContents
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>Copies the bytes to <paramref name="write"/>.</summary>
    /// <exception cref="ResultStoreException">They have another length or another SHA-256 than announced.</exception>
    public static async Task CopyToAsync(
        this StoredContent content, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        var source = await content.Open(cancellationToken).ConfigureAwait(false);
        await using var disposal = source.ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var bytes = 0L;
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                bytes += read;
                if (bytes > content.Bytes)
                {
                    throw new ResultStoreException($"The content is longer than the {content.Bytes:n0} bytes announced; nothing was stored.");
                }

                hash.AppendData(buffer, 0, read);
                await write(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            Verify(content, bytes, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Verify(StoredContent content, long bytes, byte[] sha256)
    {
        if (bytes != content.Bytes)
        {
            throw new ResultStoreException(
                $"The content has {bytes:n0} bytes, but {content.Bytes:n0} were announced; nothing was stored.");
        }

        if (!content.Sha256.Span.SequenceEqual(sha256))
        {
            throw new ResultStoreException("The content does not have the SHA-256 that was announced; nothing was stored.");
        }
    }
}
