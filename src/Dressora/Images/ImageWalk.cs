namespace Dressora;

/// <summary>The bytes of one inspection, the limit on pixels, and the answers that the formats have in common.</summary>
/// <param name="source">The bytes.</param>
/// <param name="pixelsMax">The most pixels that the image, or a frame of it, may have.</param>
internal sealed class ImageWalk(ImageSource source, long pixelsMax)
{
    private const int FramesMax = 10_000;
    private const int FramePixelsFactor = 16;

    private int _frames;
    private long _framePixels;

    /// <summary>Gets the bytes.</summary>
    public ImageSource Source => source;

    /// <summary>Answers that the image ends before its structure does.</summary>
    public static ImageInspection Truncated() => new ImageInspection.Rejected(
        ImageRejections.Truncated, "The image breaks off before its end.");

    /// <summary>Answers that the structure contradicts the format.</summary>
    public static ImageInspection Damaged(string what) => new ImageInspection.Rejected(
        ImageRejections.Damaged, $"The image is damaged: {what}.");

    /// <summary>
    /// Answers that the image is of a kind within its format that is not taken.
    /// </summary>
    public static ImageInspection Unsupported(string what) => new ImageInspection.Rejected(
        ImageRejections.UnsupportedFormat, $"The image cannot be used: {what}.");

    /// <summary>
    /// Returns what is wrong with these dimensions; <see langword="null"/> when they are allowed.
    /// </summary>
    public ImageInspection? CheckDimensions(long width, long height)
    {
        if (width <= 0 || height <= 0 || width > int.MaxValue || height > int.MaxValue)
        {
            return Damaged("it has no width or no height");
        }

        return width * height <= pixelsMax
            ? null
            : new ImageInspection.Rejected(
                ImageRejections.TooManyPixels,
                $"The image has {width:n0} x {height:n0} pixels; at most {pixelsMax:n0} are allowed.");
    }

    /// <summary>
    /// Counts a frame of an animation; returns what is wrong with it, or with all of them so far.
    /// </summary>
    /// <remarks>
    /// A frame counts as the whole canvas, however small it is: that is what drawing it costs.
    /// </remarks>
    public ImageInspection? CheckFrame(long canvasPixels, long width, long height)
    {
        if (CheckDimensions(width, height) is { } problem)
        {
            return problem;
        }

        _frames++;
        _framePixels += Math.Max(canvasPixels, width * height);
        return _frames <= FramesMax && (_frames == 1 || _framePixels <= FramePixelsFactor * pixelsMax)
            ? null
            : new ImageInspection.Rejected(
                ImageRejections.TooManyPixels,
                $"The animation has too many frames; at most {FramesMax:n0}, with {FramePixelsFactor * pixelsMax:n0} pixels together, are allowed.");
    }

    /// <summary>
    /// Answers that everything up to the position was one whole image, unless what follows it is
    /// not harmless.
    /// </summary>
    public ImageInspection Whole(string contentType, long width, long height) =>
        TrailingData.IsHarmless(source, contentType) && !ArchiveDirectory.IsIn(source)
        ? new ImageInspection.Readable(new ImageInfo(contentType, (int)width, (int)height, source.Length))
        : new ImageInspection.Rejected(ImageRejections.TrailingData, "Something else follows the end of the image, or hides in it.");
}
