namespace Dressora;

/// <summary>
/// What the <c>meta</c> box of an AVIF says: the largest dimensions, and the last byte of the
/// file that an item needs.
/// </summary>
internal sealed class AvifMeta
{
    private const int VersionAndFlags = 4;
    private const int DepthMax = 4;

    /// <summary>
    /// Gets the width of the largest image in the file, which is the one shown; tiles and
    /// thumbnails are smaller.
    /// </summary>
    public long Width { get; private set; }

    /// <summary>Gets its height.</summary>
    public long Height { get; private set; }

    /// <summary>Gets whether items lie inside the <c>meta</c> box itself.</summary>
    public bool HasData { get; private set; }

    /// <summary>Gets where the data of the last item ends.</summary>
    public long DataEnd { get; private set; }

    /// <summary>Reads the box; returns its first problem.</summary>
    public ImageInspection? Walk(ImageWalk walk, IsoBox meta)
    {
        walk.Source.MoveTo(meta.Start + VersionAndFlags);
        return WalkChildren(walk, meta.End, depth: 0);
    }

    // Boxes of boxes: only those that lead to dimensions are entered, and not deeper than AVIF nests them.
    private ImageInspection? WalkChildren(ImageWalk walk, long end, int depth)
    {
        var source = walk.Source;
        while (source.Position < end)
        {
            if (!IsoBox.TryRead(source, end, out var box))
            {
                return ImageWalk.Damaged("a box is longer than what contains it");
            }

            if (WalkChild(walk, box, depth) is { } problem)
            {
                return problem;
            }

            source.MoveTo(box.End);
        }

        return null;
    }

    private ImageInspection? WalkChild(ImageWalk walk, IsoBox box, int depth)
    {
        switch (box.Type)
        {
            case "iprp" or "ipco" when depth < DepthMax:
                return WalkChildren(walk, box.End, depth + 1);
            case "ispe":
                return ReadDimensions(walk, box);
            case "iloc":
                var locations = AvifItemLocations.Read(walk.Source, box);
                DataEnd = Math.Max(DataEnd, locations ?? 0);
                return locations is null ? ImageWalk.Damaged("it does not say where its data lies") : null;
            case "idat":
                HasData = true;
                return null;
            default:
                return null;
        }
    }

    private ImageInspection? ReadDimensions(ImageWalk walk, IsoBox box)
    {
        var source = walk.Source;
        if (box.ContentBytes < VersionAndFlags + 8
            || !source.TrySkip(VersionAndFlags)
            || !source.TryReadBigEndian(4, out var width)
            || !source.TryReadBigEndian(4, out var height))
        {
            return ImageWalk.Damaged("its dimensions are missing");
        }

        if (walk.CheckDimensions((long)width, (long)height) is { } problem)
        {
            return problem;
        }

        if ((long)width * (long)height > Width * Height)
        {
            (Width, Height) = ((long)width, (long)height);
        }

        return null;
    }
}
