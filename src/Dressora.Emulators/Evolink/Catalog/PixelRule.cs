using System.Globalization;

namespace Dressora.Emulators;

/// <summary>Which sizes in pixels a model takes.</summary>
/// <param name="Sides">The shortest and longest side.</param>
/// <param name="Area">The least and most pixels.</param>
/// <param name="RatioMax">The longer side divided by the shorter one, at most.</param>
/// <param name="Multiple">What both sides must be a multiple of.</param>
internal sealed record PixelRule(Bounds Sides, Bounds Area, int RatioMax = int.MaxValue, int Multiple = 1)
{
    /// <summary>
    /// Reads <c>1024x1536</c>; <see langword="null"/> for anything of another form.
    /// </summary>
    public static (int Width, int Height)? Read(string size)
    {
        var parts = size.Split('x', '×');
        return parts.Length == 2 && TrySide(parts[0], out var width) && TrySide(parts[1], out var height) ? (width, height) : null;
    }

    /// <summary>Whether the model takes this size.</summary>
    public bool Allows(int width, int height)
    {
        var (shorter, longer) = (Math.Min(width, height), Math.Max(width, height));
        return Sides.Contains(shorter) && Sides.Contains(longer)
            && Area.Contains(shorter * longer)
            && longer <= (long)shorter * RatioMax
            && width % Multiple == 0 && height % Multiple == 0;
    }

    private static bool TrySide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is > 0 and <= 20_000;
}
