namespace Dressora;

/// <summary>
/// Ends with <see cref="BodyTooLongException"/> as soon as more bytes than allowed have come, so
/// the rest is never read.
/// </summary>
internal sealed class BoundedStream(Stream inner, long bytesMax) : ForwardStream(inner)
{
    private long _bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _bytes += read;
        return _bytes <= bytesMax ? read : throw new BodyTooLongException();
    }
}
