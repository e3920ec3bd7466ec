namespace Dressora.Testing;

/// <summary>Gives some bytes and then does something else: fails, or cancels.</summary>
internal sealed class BreakingStream(byte[] bytes, int goodBytes, Func<CancellationToken, Task> then) : MemoryStream(bytes, writable: false)
{
    private int Left => goodBytes - (int)Position;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Left <= 0)
        {
            then(CancellationToken.None).GetAwaiter().GetResult();
        }

        return base.Read(buffer, offset, Math.Min(count, Left));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Left <= 0)
        {
            await then(cancellationToken);
        }

        return Read(buffer.Span);
    }
}
