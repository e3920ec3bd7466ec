using Microsoft.Win32.SafeHandles;

namespace Dressora;

/// <summary>One reader of a <see cref="Spool"/>. It has a position of its own and owns nothing.</summary>
/// <param name="memory">The bytes, where there is no file.</param>
/// <param name="file">The file, shared with every other reader; closed by the spool alone.</param>
/// <param name="length">The exact length.</param>
internal sealed class SpoolStream(ReadOnlyMemory<byte> memory, SafeFileHandle? file, long length) : Stream
{
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
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
        var read = file is null ? ReadMemory(buffer) : RandomAccess.Read(file, buffer, _position);
        _position += read;
        return read;
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
        cancellationToken.ThrowIfCancellationRequested();
        var read = file is null
            ? ReadMemory(buffer.Span)
            : await RandomAccess.ReadAsync(file, buffer, _position, cancellationToken).ConfigureAwait(false);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        SeekOrigin.End => length,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Seek from the beginning, the position or the end."),
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A spool is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A spool is only read.");

    private int ReadMemory(Span<byte> buffer)
    {
        if (_position >= length)
        {
            return 0;
        }

        var part = memory.Span[(int)_position..];
        var read = Math.Min(part.Length, buffer.Length);
        part[..read].CopyTo(buffer);
        return read;
    }
}
