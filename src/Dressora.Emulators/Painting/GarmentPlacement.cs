using SkiaSharp;

namespace Dressora.Emulators;

/// <summary>
/// Where a garment lies on a canvas: within the torso, and elsewhere for every output.
/// </summary>
internal static class GarmentPlacement
{
    // What is left of the torso's box moves the garment about from output to output.
    private const float Share = 0.9f;
    private const double GoldenAngle = 2.399963;

    /// <summary>
    /// The torso: 20 to 80 % of the width, 40 to 95 % of the height. Outside of it a result
    /// equals the photo.
    /// </summary>
    public static SKRectI Torso(SKSizeI canvas) => new(
        (int)Math.Ceiling(canvas.Width * 0.20), (int)Math.Ceiling(canvas.Height * 0.40),
        (int)Math.Floor(canvas.Width * 0.80), (int)Math.Floor(canvas.Height * 0.95));

    /// <summary>The garment's box, with its aspect kept.</summary>
    public static SKRect Of(SKSizeI canvas, SKSizeI garment, int index)
    {
        var torso = Torso(canvas);
        var scale = Math.Min((float)torso.Width / garment.Width, (float)torso.Height / garment.Height) * Share;
        var (width, height) = (garment.Width * scale, garment.Height * scale);

        // The first output is centred; the golden angle keeps any two others apart.
        var reach = index == 0 ? 0f : 1f;
        var left = torso.MidX - (width / 2) + (reach * (float)Math.Cos(index * GoldenAngle) * (torso.Width - width) / 2);
        var top = torso.MidY - (height / 2) + (reach * (float)Math.Sin(index * GoldenAngle) * (torso.Height - height) / 2);
        return SKRect.Create(left, top, width, height);
    }
}
