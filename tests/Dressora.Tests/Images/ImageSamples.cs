using SkiaSharp;

namespace Dressora.Tests.Images;

/// <summary>Small whole images of every kind, 40 x 30 pixels: from real encoders, or by hand where there is none.</summary>
internal static class ImageSamples
{
    public const int Width = 40;
    public const int Height = 30;

    // Encoded by libheif 1.15 (AV1 and HEVC).
    private const string AvifBase64 =
        "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAA" +
        "AAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAIgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAA" +
        "AABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAoAAAAHgAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQ" +
        "AAAAAAAAABAAEEgYIDhAAAACptZGF0EgAKCRgVJ+sECAgaEDITRsAGmmmhALOJ39D9eb7Ofgzscg==";

    private const string HeicBase64 =
        "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAA" +
        "AAAAACAAAAEGlkYXQAAAAAACgAHgAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAOQACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlp" +
        "bmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAA" +
        "AAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFluqumubgQEDAgAAA" +
        "AwCAAAADAIQiAAEABkQBwXPBiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAKAAAAB4AAAAQcGl4aQAAAAADCAgIAAAAGmlwbW" +
        "EAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAAEFtZGF0AAAANSgBrxkhbHPA710O/+6KLPYpkLohG18GRyEX" +
        "8vsWEXiinVnNsqhVaJeb1GFx6LBki4FBWMBT";

    public static byte[] Avif => Convert.FromBase64String(AvifBase64);

    public static byte[] Heic => Convert.FromBase64String(HeicBase64);

    public static byte[] Png => Encode(SKEncodedImageFormat.Png);

    public static byte[] Jpeg => Encode(SKEncodedImageFormat.Jpeg);

    public static byte[] WebPLossy => Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, 60));

    public static byte[] WebPLossless => Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 60));

    /// <summary>Two frames, the second one smaller than the canvas, with a comment between them.</summary>
    public static byte[] Gif =>
    [
        .. "GIF89a"u8, Width, 0, Height, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0,
        .. GifFrame(Width, Height), 0x21, 0xFE, 2, (byte)'h', (byte)'i', 0, .. GifFrame(1, 1), 0x3B,
    ];

    /// <summary>A canvas with one animation frame around a lossy bitstream.</summary>
    public static byte[] WebPAnimated
    {
        get
        {
            byte[] bitstream = WebPLossy[12..];
            byte[] frame = [.. Chunk("ANMF"u8, [0, 0, 0, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0, 100, 0, 0, 0, .. bitstream])];
            return WebP([.. Canvas(Width, Height, flags: 2), .. Chunk("ANIM"u8, new byte[6]), .. frame]);
        }
    }

    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, (string ContentType, byte[] Bytes)> All { get; } =
        new Dictionary<string, (string, byte[])>
        {
            ["png"] = ("image/png", Png),
            ["jpeg"] = ("image/jpeg", Jpeg),
            ["webp, lossy"] = ("image/webp", WebPLossy),
            ["webp, lossless"] = ("image/webp", WebPLossless),
            ["webp, animated"] = ("image/webp", WebPAnimated),
            ["gif"] = ("image/gif", Gif),
            ["avif"] = ("image/avif", Avif),
        };

    public static byte[] WebP(byte[] chunks) => [.. "RIFF"u8, .. BitConverter.GetBytes(chunks.Length + 4), .. "WEBP"u8, .. chunks];

    public static byte[] Canvas(int width, int height, byte flags) => Chunk(
        "VP8X"u8, [flags, 0, 0, 0, .. BitConverter.GetBytes(width - 1)[..3], .. BitConverter.GetBytes(height - 1)[..3]]);

    public static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content) =>
        [.. type, .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] GifFrame(byte width, byte height) => [0x2C, 0, 0, 0, 0, width, 0, height, 0, 0, 2, 2, 0x44, 1, 0];

    private static byte[] Encode(SKEncodedImageFormat format)
    {
        using var bitmap = Drawn();
        using var data = bitmap.Encode(format, 80);
        return data!.ToArray();
    }

    private static byte[] Encode(SKWebpEncoderOptions options)
    {
        using var bitmap = Drawn();
        using var pixels = bitmap.PeekPixels();
        using var data = pixels.Encode(options);
        return data!.ToArray();
    }

    private static SKBitmap Drawn()
    {
        var bitmap = new SKBitmap(Width, Height);
        bitmap.Erase(SKColors.IndianRed);
        bitmap.SetPixel(3, 3, SKColors.Navy);
        return bitmap;
    }
}
