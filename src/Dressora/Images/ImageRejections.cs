namespace Dressora;

/// <summary>The stable codes of a rejected image.</summary>
internal static class ImageRejections
{
    /// <summary>There are no bytes.</summary>
    public const string Empty = "empty";

    /// <summary>
    /// The bytes are something else: text, HTML, a document, whatever their name says.
    /// </summary>
    public const string NotAnImage = "not_an_image";

    /// <summary>An image, but of a kind that is not taken.</summary>
    public const string UnsupportedFormat = "unsupported_format";

    /// <summary>The image breaks off before its end.</summary>
    public const string Truncated = "truncated";

    /// <summary>The structure contradicts the format.</summary>
    public const string Damaged = "damaged";

    /// <summary>Width times height is beyond the limit, or an animation has too many frames.</summary>
    public const string TooManyPixels = "too_many_pixels";

    /// <summary>
    /// Something else follows the end of the image, or the whole is an archive as well.
    /// </summary>
    public const string TrailingData = "trailing_data";
}
