using System.Buffers;

namespace Dressora;

/// <summary>
/// Looks for the directory of a ZIP archive, which stands at the end of a file whatever the file
/// begins with.
/// </summary>
internal static class ArchiveDirectory
{
    // The record itself and the longest comment that may follow it: no reader looks further back.
    private const int TailBytes = 22 + ushort.MaxValue;

    // The number of the disk is part of the pattern: four bytes alone would meet their like in compressed pixels.
    private static ReadOnlySpan<byte> OneDisk => [(byte)'P', (byte)'K', 5, 6, 0, 0, 0, 0];

    private static ReadOnlySpan<byte> ManyDisks => [(byte)'P', (byte)'K', 5, 6, 0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>Whether readers of archives would take these bytes for one. Moves the source.</summary>
    public static bool IsIn(ImageSource source)
    {
        var length = (int)Math.Min(source.Length, TailBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var tail = buffer.AsSpan(0, length);
            source.MoveTo(source.Length - length);
            return source.TryRead(tail) && (tail.IndexOf(OneDisk) >= 0 || tail.IndexOf(ManyDisks) >= 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
