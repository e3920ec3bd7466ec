namespace Dressora;

/// <summary>Changes images before they are stored: upright, without what a camera wrote into them, in another type, smaller.</summary>
/// <remarks>
/// Thread-safe. It is only given images that were found whole and within the limits, and what it returns is looked at again. Without one
/// (see <c>AddImaging</c>) images are stored as they came.
/// </remarks>
public interface IImageProcessor
{
    /// <summary>Gets the longest sides of the thumbnails that every result gets, in pixels; empty for none.</summary>
    IReadOnlyList<int> ThumbnailSides { get; }

    /// <summary>Makes an image what is asked for.</summary>
    /// <param name="content">The image, read from its beginning; it stays the caller's, and is seekable.</param>
    /// <param name="image">What its bytes say it is.</param>
    /// <param name="change">What is asked for.</param>
    /// <param name="cancellationToken">Gives up, also while waiting for a turn.</param>
    Task<ImageChangeResult> ChangeAsync(Stream content, ImageInfo image, ImageChange change, CancellationToken cancellationToken = default);
}
