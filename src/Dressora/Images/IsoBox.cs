using System.Text;

namespace Dressora;

/// <summary>One box of an ISO media file.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Start">Where its content begins.</param>
/// <param name="End">Where it ends; never behind what contains it.</param>
internal readonly record struct IsoBox(string Type, long Start, long End)
{
    private const int TypeBytes = 4;
    private const ulong ToTheEnd = 0;
    private const ulong LongForm = 1;

    /// <summary>Gets the length of its content.</summary>
    public long ContentBytes => End - Start;

    /// <summary>Reads a box's header and stops where its content begins.</summary>
    /// <param name="source">Where the box begins.</param>
    /// <param name="limit">Where what contains the box ends.</param>
    /// <param name="box">The box.</param>
    /// <returns><see langword="false"/> when the box does not fit before the limit.</returns>
    public static bool TryRead(ImageSource source, long limit, out IsoBox box)
    {
        box = default;
        var start = source.Position;
        Span<byte> type = stackalloc byte[TypeBytes];
        if (!source.TryReadBigEndian(4, out var size) || !source.TryRead(type))
        {
            return false;
        }

        if (size == LongForm && !source.TryReadBigEndian(8, out size))
        {
            return false;
        }

        var room = (ulong)Math.Max(0, limit - start);
        var length = size == ToTheEnd ? room : size;
        if (length > room || start + (long)length < source.Position)
        {
            return false;
        }

        box = new IsoBox(Encoding.Latin1.GetString(type), source.Position, start + (long)length);
        return true;
    }
}
