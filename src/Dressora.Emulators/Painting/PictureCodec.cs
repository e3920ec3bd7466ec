using SkiaSharp;

namespace Dressora.Emulators;

/// <summary>Decodes and encodes pictures.</summary>
internal static class PictureCodec
{
    private const long PixelsMax = 50_000_000;

    /// <summary>
    /// Decodes a whole picture; <see langword="null"/> when it is broken, incomplete, of an
    /// unknown kind or larger than 50 megapixels.
    /// </summary>
    /// <remarks>
    /// Pixels are taken as they are stored: colour profiles and orientation marks are not
    /// applied.
    /// </remarks>
    public static SKBitmap? Decode(byte[] content)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info is { Width: <= 0 } or { Height: <= 0 } || (long)codec.Info.Width * codec.Info.Height > PixelsMax)
        {
            return null;
        }

        var picture = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(picture.Info, picture.GetPixels()) == SKCodecResult.Success)
        {
            return picture;
        }

        picture.Dispose();
        return null;
    }

    /// <summary>Encodes a picture as PNG.</summary>
    public static byte[] Encode(SKSurface surface)
    {
        using var pixels = surface.PeekPixels();
        using var data = pixels?.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, zLibLevel: 3))
            ?? throw new InvalidOperationException("The picture could not be encoded.");
        return data.ToArray();
    }
}
