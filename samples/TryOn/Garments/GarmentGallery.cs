using System.Collections.Frozen;
using SkiaSharp;

namespace TryOn;

/// <summary>The example garments, drawn when first asked for: pictures with a transparent background.</summary>
internal static class GarmentGallery
{
    private static readonly FrozenDictionary<string, Lazy<byte[]>> Pictures = new Dictionary<string, Action<GarmentCanvas>>
    {
        ["shirt"] = GarmentDrawings.Shirt,
        ["coat"] = GarmentDrawings.Coat,
        ["dress"] = GarmentDrawings.Dress,
        ["knit"] = GarmentDrawings.Knit,
    }.ToFrozenDictionary(drawing => drawing.Key, drawing => new Lazy<byte[]>(() => Draw(drawing.Value)), StringComparer.Ordinal);

    public static void MapGarments(this WebApplication app) => app.MapGet("/garments/{name}.png", (string name, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Pictures.TryGetValue(name, out var picture) ? Results.Bytes(picture.Value, "image/png") : Results.NotFound();
    });

    private static byte[] Draw(Action<GarmentCanvas> drawing)
    {
        using var surface = SKSurface.Create(new SKImageInfo(GarmentCanvas.Width, GarmentCanvas.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.Transparent);
        drawing(new GarmentCanvas(surface.Canvas));
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
