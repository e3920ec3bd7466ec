using Amazon.S3.Model;

namespace Dressora.Storage.R2;

/// <summary>One object on its way in: it knows its length, and is read once.</summary>
/// <remarks>A connection that breaks off is an <see cref="IOException"/>; the end is only ever the end.</remarks>
internal sealed class ObjectStream(GetObjectResponse response) : Stream
{
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => response.ContentLength;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("An object in R2 is read from its beginning to its end.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Took(response.ResponseStream.Read(buffer, offset, count), count);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Took(await response.ResponseStream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("An object in R2 is read from its beginning to its end.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("An object is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An object is only read.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Took(int read, int asked)
    {
        if (read == 0 && asked > 0 && _position < Length)
        {
            throw new IOException($"The object broke off after {_position:n0} of {Length:n0} bytes.");
        }

        _position += read;
        return read;
    }
}
