using SkiaSharp;

namespace Dressora.Emulators;

/// <summary>
/// The emulated model. With a person and a garment it lays the one over the other's torso; with
/// fewer pictures it paints one out of the prompt. The same input gives the same picture.
/// </summary>
internal sealed class TryOnPainter : IDisposable
{
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private readonly List<SKImage> _pictures;
    private readonly PromptPicture _prompt;
    private readonly SKSizeI _size;

    /// <summary>Takes over the pictures.</summary>
    public TryOnPainter(IReadOnlyList<SKBitmap> pictures, string prompt, string? size)
    {
        _pictures = [.. pictures.Select(ToImage)];
        _prompt = new PromptPicture(prompt);
        _size = CanvasSize.Of(_pictures.Count > 0 ? new SKSizeI(_pictures[0].Width, _pictures[0].Height) : null, size);
    }

    /// <summary>Paints one output as PNG.</summary>
    public byte[] Paint(int index)
    {
        using var surface = SKSurface.Create(new SKImageInfo(_size.Width, _size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (_pictures.Count >= 2)
        {
            DrawPhoto(surface.Canvas, _pictures[0]);
            DrawGarment(surface.Canvas, _pictures[1], index);
        }
        else
        {
            _prompt.Draw(surface.Canvas, _size, index);
        }

        return PictureCodec.Encode(surface);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var picture in _pictures)
        {
            picture.Dispose();
        }
    }

    private void DrawPhoto(SKCanvas canvas, SKImage photo)
    {
        if (photo.Width == _size.Width && photo.Height == _size.Height)
        {
            canvas.DrawImage(photo, 0, 0, SKSamplingOptions.Default); // Pixel by pixel: outside the garment the result must equal the photo.
            return;
        }

        var scale = Math.Max((float)_size.Width / photo.Width, (float)_size.Height / photo.Height);
        var (width, height) = (photo.Width * scale, photo.Height * scale);
        var target = SKRect.Create((_size.Width - width) / 2, (_size.Height - height) / 2, width, height);
        canvas.DrawImage(photo, target, Smooth);
    }

    private void DrawGarment(SKCanvas canvas, SKImage garment, int index)
    {
        canvas.Save();
        canvas.ClipRect(GarmentPlacement.Torso(_size));
        canvas.DrawImage(garment, GarmentPlacement.Of(_size, new SKSizeI(garment.Width, garment.Height), index), Smooth);
        canvas.Restore();
    }

    private static SKImage ToImage(SKBitmap picture)
    {
        picture.SetImmutable(); // So that the image shares the pixels.
        using (picture)
        {
            return SKImage.FromBitmap(picture);
        }
    }
}
