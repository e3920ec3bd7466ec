using SkiaSharp;

namespace Dressora.Emulators;

/// <summary>
/// Where a garment lies on a canvas: within the torso, and elsewhere for every output.
/// </summary>
internal static class GarmentPlacement
{
    // What is left of the torso's width moves the garment about from output to output.
    private const float Share = 0.78f;
    private const float Drop = 0.03f;
    private const double GoldenAngle = 2.399963;

    /// <summary>
    /// The torso: 10 to 90 % of the width, from 36 % of the height to the bottom. Outside of it a
    /// result equals the photo.
    /// </summary>
    public static SKRectI Torso(SKSizeI canvas) => new(
        (int)Math.Ceiling(canvas.Width * 0.10), (int)Math.Ceiling(canvas.Height * 0.36),
        (int)Math.Floor(canvas.Width * 0.90), canvas.Height);

    /// <summary>
    /// The garment's box, with its aspect kept: as wide as shoulders are, and as long as it is,
    /// even if the photo ends before.
    /// </summary>
    public static SKRect Of(SKSizeI canvas, SKSizeI garment, int index)
    {
        var torso = Torso(canvas);
        var width = torso.Width * Share;
        var height = garment.Height * (width / garment.Width);

        // The first output is centred; the golden angle keeps any two others apart.
        var reach = index == 0 ? 0f : 1f;
        var left = torso.MidX - (width / 2) + (reach * (float)Math.Cos(index * GoldenAngle) * (torso.Width - width) / 2);
        var top = torso.Top + (canvas.Height * Drop * (1 + (reach * (float)Math.Sin(index * GoldenAngle))));
        return SKRect.Create(left, top, width, height);
    }
}
