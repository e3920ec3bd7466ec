using System.Buffers.Binary;
using SkiaSharp;

namespace Dressora.Imaging.Tests;

/// <summary>Images with four colours in their corners, so that it can be seen which way up they are.</summary>
internal static class Drawn
{
    public const int Width = 60;
    public const int Height = 40;

    public static readonly SKColor[] Corners = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.Yellow];

    /// <summary>Draws one: top left, top right, bottom left, bottom right.</summary>
    public static SKBitmap Upright(int width = Width, int height = Height, bool isTransparent = false)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, isTransparent ? SKAlphaType.Premul : SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(isTransparent ? SKColors.Transparent : SKColors.Gray);
        for (var i = 0; i < Corners.Length; i++)
        {
            using var paint = new SKPaint { Color = Corners[i] };
            canvas.DrawRect((i % 2) * (width - (width / 3)), (i / 2) * (height - (height / 3)), width / 3, height / 3, paint);
        }

        return bitmap;
    }

    public static byte[] As(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>Stores the upright picture as a camera would that was held in one of the eight ways.</summary>
    public static byte[] Held(int orientation)
    {
        using var upright = Upright();
        using var stored = new SKBitmap(orientation > 4 ? upright.Info.WithSize(Height, Width) : upright.Info);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (left, top) = orientation switch
                {
                    2 => (Width - 1 - x, y),
                    3 => (Width - 1 - x, Height - 1 - y),
                    4 => (x, Height - 1 - y),
                    5 => (y, x),
                    6 => (y, Width - 1 - x),
                    7 => (Height - 1 - y, Width - 1 - x),
                    8 => (Height - 1 - y, x),
                    _ => (x, y),
                };
                stored.SetPixel(left, top, upright.GetPixel(x, y));
            }
        }

        return WithExif(As(stored, SKEncodedImageFormat.Jpeg), orientation);
    }

    /// <summary>Puts an Exif segment with an orientation and a place behind a JPEG's first marker.</summary>
    public static byte[] WithExif(byte[] jpeg, int orientation)
    {
        byte[] tiff = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, .. "GPS 52.5200N 13.4050E"u8];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        var segment = new byte[body.Length + 4];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(body.Length + 2));
        body.CopyTo(segment, 4);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>Tells which colours are in the corners.</summary>
    public static SKColor[] CornersOf(ReadOnlyMemory<byte> file)
    {
        using var bitmap = SKBitmap.Decode(file.Span);
        Assert.NotNull(bitmap);
        var (left, right, top, bottom) = (bitmap.Width / 8, bitmap.Width - 1 - (bitmap.Width / 8), bitmap.Height / 8, bitmap.Height - 1 - (bitmap.Height / 8));
        return [.. new[] { (left, top), (right, top), (left, bottom), (right, bottom) }
            .Select(at => Corners.MinBy(corner => Distance(corner, bitmap.GetPixel(at.Item1, at.Item2))))];
    }

    private static int Distance(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue);
}
