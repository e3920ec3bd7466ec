namespace Dressora;

/// <summary>The stable codes of a rejected image.</summary>
internal static class ImageRejections
{
    public const string Empty = "empty";
    public const string NotAnImage = "not_an_image";
    public const string UnsupportedFormat = "unsupported_format";
    public const string Truncated = "truncated";
    public const string Damaged = "damaged";
    public const string TooManyPixels = "too_many_pixels";
    public const string TrailingData = "trailing_data";
}
