using System.Security.Cryptography;

namespace Dressora;

/// <summary>Takes the bytes of one transfer as they come, counts and hashes them, and moves to a file when memory gets tight.</summary>
/// <param name="bytesMax">How many bytes are taken at most.</param>
/// <param name="memoryBytesMax">How many of them stay in memory; from the next one on, all go to a file.</param>
/// <param name="folder">Where that file is made.</param>
/// <param name="announced">How many bytes the sender says will come; only room is made by it.</param>
internal sealed class SpoolWriter(long bytesMax, int memoryBytesMax, string folder, long? announced) : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private MemoryStream? _memory = announced > memoryBytesMax ? new() : new((int)(announced ?? 0));
    private FileStream? _file;
    private long _bytes;

    /// <summary>
    /// Adds a chunk. <see langword="false"/>: it would have gone beyond the limit, and nothing of
    /// it was taken.
    /// </summary>
    public async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        if (chunk.Length > bytesMax - _bytes)
        {
            return false;
        }

        if (_memory is not null && Math.Max(_bytes + chunk.Length, announced ?? 0) > memoryBytesMax)
        {
            await MoveToFileAsync(_memory, cancellationToken).ConfigureAwait(false);
        }

        if (_file is not null)
        {
            await _file.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _memory!.Write(chunk.Span);
        }

        _hash.AppendData(chunk.Span);
        _bytes += chunk.Length;
        return true;
    }

    /// <summary>Ends the writing; the spool now owns the bytes.</summary>
    public Spool Complete()
    {
        var memory = _memory is null ? default : new ReadOnlyMemory<byte>(_memory.GetBuffer(), 0, (int)_memory.Length);
        var spool = new Spool(memory, _file, _bytes, _hash.GetHashAndReset());
        _file = null;
        return spool;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task MoveToFileAsync(MemoryStream memory, CancellationToken cancellationToken)
    {
        _file = TempFile.Create(folder);
        await _file.WriteAsync(memory.GetBuffer().AsMemory(0, (int)memory.Length), cancellationToken).ConfigureAwait(false);
        _memory = null;
    }
}
