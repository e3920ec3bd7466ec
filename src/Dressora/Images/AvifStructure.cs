using System.Buffers.Binary;

namespace Dressora;

/// <summary>
/// Walks an AVIF: its brands, its boxes to the last byte, its dimensions, and where its data
/// lies.
/// </summary>
internal static class AvifStructure
{
    private const long BrandBytesMax = 1_024;

    /// <summary>Inspects an AVIF from its first box on.</summary>
    public static ImageInspection Walk(ImageWalk walk)
    {
        var source = walk.Source;
        if (!IsoBox.TryRead(source, source.Length, out var brands))
        {
            return ImageWalk.Truncated();
        }

        if (brands.Type != "ftyp" || brands.ContentBytes > BrandBytesMax || !HasBrand(source, brands))
        {
            return ImageWalk.Unsupported("its container is not marked as AVIF");
        }

        var meta = new AvifMeta();
        var hasData = false;
        source.MoveTo(brands.End);
        while (source.Left > 0)
        {
            if (!IsoBox.TryRead(source, source.Length, out var box))
            {
                return ImageWalk.Truncated();
            }

            if (!box.Type.All(char.IsAscii))
            {
                return ImageWalk.Damaged("a box has no proper name");
            }

            hasData |= box.Type == "mdat";
            if (box.Type == "meta" && meta.Walk(walk, box) is { } problem)
            {
                return problem;
            }

            source.MoveTo(box.End);
        }

        return Judge(walk, meta, hasData);
    }

    private static ImageInspection Judge(ImageWalk walk, AvifMeta meta, bool hasData)
    {
        // Boxes may come in any order, so whichever is missing may be what was cut off.
        if (meta.Width == 0 || !(hasData || meta.HasData) || meta.DataEnd > walk.Source.Length)
        {
            return ImageWalk.Truncated();
        }

        return walk.Whole(ContentTypes.Avif, meta.Width, meta.Height);
    }

    private static bool HasBrand(ImageSource source, IsoBox brands)
    {
        Span<byte> brand = stackalloc byte[4];
        var index = 0;
        while (source.Position < brands.End && source.TryRead(brand))
        {
            var isVersion = index++ == 1; // The number between the major brand and the compatible ones.
            if (!isVersion && (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)))
            {
                return true;
            }
        }

        return false;
    }
}
