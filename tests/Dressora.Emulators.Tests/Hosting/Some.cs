using System.Text.Json.Nodes;
using SkiaSharp;

namespace Dressora.Emulators.Tests;

internal static class Some
{
    public const string Callback = "https://app.example.com/callbacks/1";

    /// <summary>A create that every model takes, with changes; a null removes the field.</summary>
    public static JsonObject Create(string model = "gpt-image-2", params (string Name, JsonNode? Value)[] changes)
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = "a red coat" };
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                body.Remove(name);
            }
            else
            {
                body[name] = value;
            }
        }

        return body;
    }

    public static JsonArray Urls(params string[] urls) => [.. urls.Select(url => JsonValue.Create(url))];

    /// <summary>A photo: no two neighbouring pixels are alike.</summary>
    public static byte[] Photo(int width = 200, int height = 300) =>
        Picture(width, height, (x, y) => new SKColor((byte)((x * 7) % 256), (byte)((y * 5) % 256), (byte)((x + y) % 256)));

    /// <summary>A garment: a green disc on nothing.</summary>
    public static byte[] Garment(int width = 120, int height = 120) => Picture(width, height, (x, y) =>
    {
        var (dx, dy) = ((x - (width / 2.0)) / width, (y - (height / 2.0)) / height);
        return (dx * dx) + (dy * dy) < 0.2 ? SKColors.Lime : SKColors.Transparent;
    });

    public static SKBitmap Decode(byte[] png) => SKBitmap.Decode(png);

    private static byte[] Picture(int width, int height, Func<int, int, SKColor> color)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, color(x, y));
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
