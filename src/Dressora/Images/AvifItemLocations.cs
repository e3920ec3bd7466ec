namespace Dressora;

/// <summary>Reads the <c>iloc</c> box of an AVIF: where in the file its items lie.</summary>
internal static class AvifItemLocations
{
    private const int VersionMax = 2;
    private const ulong ItemsMax = 65_535;

    /// <summary>
    /// Returns where the last item ends, counted from the file's beginning;
    /// <see langword="null"/> when the box is broken.
    /// </summary>
    public static long? Read(ImageSource source, IsoBox box)
    {
        if (!source.TryReadBigEndian(1, out var version) || version > VersionMax || !source.TrySkip(3)
            || !source.TryReadBigEndian(1, out var offsetAndLength) || !source.TryReadBigEndian(1, out var baseAndIndex)
            || !source.TryReadBigEndian(version < 2 ? 2 : 4, out var items) || items > ItemsMax)
        {
            return null;
        }

        var sizes = new Sizes(
            version, (int)(offsetAndLength >> 4), (int)(offsetAndLength & 15), (int)(baseAndIndex >> 4), (int)(baseAndIndex & 15));
        var end = 0L;
        for (var item = 0UL; item < items; item++)
        {
            if (!sizes.AreKnown || source.Position >= box.End || ReadItem(source, sizes) is not { } itemEnd)
            {
                return null;
            }

            end = Math.Max(end, itemEnd);
        }

        return source.Position <= box.End ? end : null;
    }

    private static long? ReadItem(ImageSource source, Sizes sizes)
    {
        var construction = 0UL;
        if (!source.TrySkip(sizes.Version < 2 ? 2 : 4)
            || (sizes.Version > 0 && !source.TryReadBigEndian(2, out construction))
            || !source.TrySkip(2)
            || !source.TryReadBigEndian(sizes.Base, out var start)
            || !source.TryReadBigEndian(2, out var extents)
            // Pieces without any bytes could be claimed by the billion.
            || (extents > 1 && sizes.Offset + sizes.Length == 0))
        {
            return null;
        }

        var end = 0UL;
        for (var extent = 0UL; extent < extents; extent++)
        {
            if (!source.TrySkip(sizes.Version > 0 ? sizes.Index : 0)
                || !source.TryReadBigEndian(sizes.Offset, out var offset)
                || !source.TryReadBigEndian(sizes.Length, out var length)
                || start > long.MaxValue / 4 || offset > long.MaxValue / 4 || length > long.MaxValue / 4)
            {
                return null;
            }

            end = Math.Max(end, start + offset + length);
        }

        var liesInFile = (construction & 15) == 0;
        return liesInFile ? (long)end : 0;
    }

    /// <summary>How many bytes the numbers of an item take.</summary>
    private readonly record struct Sizes(ulong Version, int Offset, int Length, int Base, int Index)
    {
        public bool AreKnown => IsKnown(Offset) && IsKnown(Length) && IsKnown(Base) && IsKnown(Index);

        private static bool IsKnown(int size) => size is 0 or 4 or 8;
    }
}
