using System.Security.Cryptography;

namespace Dressora.Storage.R2;

/// <summary>
/// The bytes on their way out. Before the last of them is handed over it is certain that all are what was announced; else the put breaks
/// off, and the service keeps nothing.
/// </summary>
/// <param name="source">The bytes; disposed with this.</param>
/// <param name="announced">What they must be.</param>
/// <param name="canRewind">Whether it is read twice, as the SDK does where it signs the body.</param>
internal sealed class VerifiedContent(Stream source, StoredContent announced, bool canRewind) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;
    private bool _isVerified;

    /// <summary>Gets what the source did, where it broke off: the SDK wraps and renames exceptions.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => canRewind && source.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => announced.Bytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => announced.Bytes + offset,
        };
        if (target == _position)
        {
            return target;
        }

        if (target != 0)
        {
            throw new NotSupportedException("Content is read from its beginning to its end.");
        }

        source.Position = 0;
        _ = _hash.GetHashAndReset();
        (_position, _isVerified) = (0, false);
        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            var read = source.Read(buffer);
            Take(buffer[..read]);
            if (_position == announced.Bytes && !_isVerified)
            {
                Verify(source.ReadByte() < 0);
            }

            return read;
        }
        catch (Exception failure)
        {
            Failure = failure;
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            var read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Take(buffer.Span[..read]);
            if (_position == announced.Bytes && !_isVerified)
            {
                Verify(await source.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) == 0);
            }

            return read;
        }
        catch (Exception failure)
        {
            Failure = failure;
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("Content is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Content is only read.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty && _position < announced.Bytes)
        {
            throw new ResultStoreException($"The content has {_position:n0} bytes, but {announced.Bytes:n0} were announced; nothing was stored.");
        }

        _position += bytes.Length;
        if (_position > announced.Bytes)
        {
            throw TooLong();
        }

        _hash.AppendData(bytes);
    }

    private void Verify(bool isAtEnd)
    {
        _isVerified = true;
        if (!isAtEnd)
        {
            throw TooLong();
        }

        if (!announced.Sha256.Span.SequenceEqual(_hash.GetHashAndReset()))
        {
            throw new ResultStoreException("The content does not have the SHA-256 that was announced; nothing was stored.");
        }
    }

    private ResultStoreException TooLong() =>
        new($"The content is longer than the {announced.Bytes:n0} bytes announced; nothing was stored.");
}
