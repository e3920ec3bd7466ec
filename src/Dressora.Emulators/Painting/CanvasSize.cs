using System.Globalization;
using SkiaSharp;

namespace Dressora.Emulators;

/// <summary>How large a result is.</summary>
internal static class CanvasSize
{
    private const int DefaultSide = 1_024;

    /// <summary>The size of a result.</summary>
    /// <param name="photo">The size of the person's photo; <see langword="null"/> when there is none.</param>
    /// <param name="size">
    /// What the request asks for. Pixels are taken as they are, a ratio gives the largest part of the photo that has it,
    /// and anything else leaves the photo's size.
    /// </param>
    public static SKSizeI Of(SKSizeI? photo, string? size)
    {
        var start = photo ?? new SKSizeI(DefaultSide, DefaultSide);
        if (size is null)
        {
            return start;
        }

        if (PixelRule.Read(size) is { } pixels)
        {
            return new SKSizeI(pixels.Width, pixels.Height);
        }

        return Ratio(size) is { } ratio ? Within(start, ratio) : start;
    }

    private static SKSizeI Within(SKSizeI bounds, double ratio)
    {
        var width = Math.Min(bounds.Width, bounds.Height * ratio);
        return new SKSizeI(Math.Max(1, (int)Math.Round(width)), Math.Max(1, (int)Math.Round(width / ratio)));
    }

    private static double? Ratio(string size)
    {
        var parts = size.Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width > 0 && height > 0
            ? (double)width / height
            : null;
    }
}
