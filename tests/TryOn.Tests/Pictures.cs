using SkiaSharp;

namespace TryOn.Tests;

/// <summary>Compares pictures pixel by pixel.</summary>
internal static class Pictures
{
    /// <summary>Returns the part of the width and height within which two pictures of one size differ; empty when they are equal.</summary>
    public static SKRect Difference(byte[] first, byte[] second)
    {
        using var one = SKBitmap.Decode(first);
        using var other = SKBitmap.Decode(second);
        Assert.Equal((one.Width, one.Height), (other.Width, other.Height));
        var box = SKRectI.Empty;
        for (var y = 0; y < one.Height; y++)
        {
            for (var x = 0; x < one.Width; x++)
            {
                if (one.GetPixel(x, y) != other.GetPixel(x, y))
                {
                    var pixel = new SKRectI(x, y, x + 1, y + 1);
                    box = box.IsEmpty ? pixel : SKRectI.Union(box, pixel);
                }
            }
        }

        return new SKRect(
            (float)box.Left / one.Width, (float)box.Top / one.Height, (float)box.Right / one.Width, (float)box.Bottom / one.Height);
    }
}
