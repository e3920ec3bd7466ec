using System.Buffers.Binary;

namespace Dressora;

/// <summary>
/// Walks a seekable stream forward, whatever its length, with one small buffer. Reading beyond
/// the end is an answer, not an error.
/// </summary>
internal sealed class ImageSource(Stream content)
{
    private const int BufferBytes = 16 << 10;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private long _bufferStart;
    private int _bufferLength;

    /// <summary>Gets the length of all of it.</summary>
    public long Length { get; } = content.Length;

    /// <summary>Gets where the next byte is read.</summary>
    public long Position { get; private set; }

    /// <summary>Gets how many bytes are left.</summary>
    public long Left => Length - Position;

    /// <summary>Moves to a place that need not exist.</summary>
    public void MoveTo(long position) => Position = position;

    /// <summary>
    /// Fills the span and moves on; <see langword="false"/> when the bytes end before that.
    /// </summary>
    public bool TryRead(Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            var ready = Buffered();
            if (ready.Length == 0)
            {
                return false;
            }

            var taken = Math.Min(ready.Length, destination.Length);
            ready[..taken].CopyTo(destination);
            destination = destination[taken..];
            Position += taken;
        }

        return true;
    }

    /// <summary>Skips bytes that must exist.</summary>
    public bool TrySkip(long count)
    {
        if (count > Left)
        {
            return false;
        }

        Position += count;
        return true;
    }

    /// <summary>Reads an unsigned big-endian number of 1 to 8 bytes.</summary>
    public bool TryReadBigEndian(int size, out ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        var read = TryRead(bytes[(sizeof(ulong) - size)..]);
        value = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return read;
    }

    /// <summary>Reads one byte; -1 at the end.</summary>
    public int ReadByte()
    {
        var ready = Buffered();
        if (ready.Length == 0)
        {
            return -1;
        }

        Position++;
        return ready[0];
    }

    /// <summary>
    /// Returns bytes from the position on without moving, at least one unless the end is reached.
    /// </summary>
    public ReadOnlySpan<byte> Buffered()
    {
        var offset = Position - _bufferStart;
        if (offset < 0 || offset >= _bufferLength)
        {
            if (Left <= 0)
            {
                return [];
            }

            content.Position = Position;
            _bufferStart = Position;
            _bufferLength = content.ReadAtLeast(_buffer, 1, throwOnEndOfStream: false);
            offset = 0;
        }

        return _buffer.AsSpan((int)offset, _bufferLength - (int)offset);
    }
}
