using SkiaSharp;

namespace TryOn;

/// <summary>A tailor's set of strokes, on a canvas of 800 by 900. Outlines are SVG path data.</summary>
internal sealed class GarmentCanvas(SKCanvas canvas)
{
    public const int Width = 800;
    public const int Height = 900;

    private const float Middle = Width / 2f;

    /// <summary>Cuts a piece of cloth, lit from above, and works on it; nothing is drawn outside its outline.</summary>
    public void Cloth(string outline, string light, string dark, Action work)
    {
        using var path = Path(outline);
        canvas.Save();
        canvas.ClipPath(path, antialias: true);
        using (var cloth = Paint(light))
        {
            cloth.Shader = SKShader.CreateLinearGradient(
                path.Bounds.Location, new SKPoint(path.Bounds.Left, path.Bounds.Bottom), [SKColor.Parse(light), SKColor.Parse(dark)], SKShaderTileMode.Clamp);
            canvas.DrawPath(path, cloth);
        }

        work();
        Shade(path.Bounds);
        using (var edge = Paint("#000000", 70, 5, blur: 3))
        {
            canvas.DrawPath(path, edge);
        }

        canvas.Restore();
    }

    /// <summary>Draws a line and its mirror image on the other side.</summary>
    public void Seams(string line, string colour, byte alpha, float width, bool stitched = false)
    {
        Seam(line, colour, alpha, width, stitched);
        Mirrored(() => Seam(line, colour, alpha, width, stitched));
    }

    public void Seam(string line, string colour, byte alpha, float width, bool stitched = false)
    {
        using var path = Path(line);
        using var paint = Paint(colour, alpha, width);
        using var dashes = stitched ? SKPathEffect.CreateDash([9, 7], 0) : null;
        paint.PathEffect = dashes;
        canvas.DrawPath(path, paint);
    }

    /// <summary>Draws a soft fold and its mirror image: a shadow, and the light beside it.</summary>
    public void Folds(string line, float width = 16)
    {
        Fold();
        Mirrored(Fold);

        void Fold()
        {
            using var path = Path(line);
            using var shadow = Paint("#000000", 46, width, blur: width / 2);
            canvas.DrawPath(path, shadow);
            canvas.Save();
            canvas.Translate(width * 0.9f, 0);
            using var shine = Paint("#FFFFFF", 46, width * 0.7f, blur: width / 2.2f);
            canvas.DrawPath(path, shine);
            canvas.Restore();
        }
    }

    public void Areas(string outline, string colour, byte alpha = 255)
    {
        Area(outline, colour, alpha);
        Mirrored(() => Area(outline, colour, alpha));
    }

    public void Area(string outline, string colour, byte alpha = 255)
    {
        using var path = Path(outline);
        using var paint = Paint(colour, alpha);
        canvas.DrawPath(path, paint);
    }

    public void Button(float x, float y, string colour, float radius = 11)
    {
        using var shadow = Paint("#000000", 90, blur: 3);
        using var face = Paint(colour);
        using var rim = Paint("#FFFFFF", 70, 2);
        canvas.DrawCircle(x + 1, y + 3, radius, shadow);
        canvas.DrawCircle(x, y, radius, face);
        canvas.DrawCircle(x, y, radius - 3, rim);
        using var hole = Paint("#000000", 150);
        canvas.DrawCircle(x - 3, y, 1.6f, hole);
        canvas.DrawCircle(x + 3, y, 1.6f, hole);
    }

    public void Dot(float x, float y, float radius, string colour, byte alpha = 255)
    {
        using var paint = Paint(colour, alpha);
        canvas.DrawCircle(x, y, radius, paint);
    }

    private static SKPath Path(string data) => SKPath.ParseSvgPathData(data);

    private static SKPaint Paint(string colour, byte alpha = 255, float stroke = 0, float blur = 0) => new()
    {
        IsAntialias = true,
        Color = SKColor.Parse(colour).WithAlpha(alpha),
        Style = stroke > 0 ? SKPaintStyle.Stroke : SKPaintStyle.Fill,
        StrokeWidth = stroke,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
        MaskFilter = blur > 0 ? SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur) : null,
    };

    private void Mirrored(Action draw)
    {
        canvas.Save();
        canvas.Scale(-1, 1, Middle, 0);
        draw();
        canvas.Restore();
    }

    // Round bodies are darker towards their sides.
    private void Shade(SKRect bounds)
    {
        using var paint = new SKPaint();
        paint.Shader = SKShader.CreateLinearGradient(
            new SKPoint(bounds.Left, 0),
            new SKPoint(bounds.Right, 0),
            [SKColors.Black.WithAlpha(86), SKColors.Black.WithAlpha(0), SKColors.White.WithAlpha(26), SKColors.Black.WithAlpha(0), SKColors.Black.WithAlpha(86)],
            [0, 0.3f, 0.45f, 0.68f, 1],
            SKShaderTileMode.Clamp);
        canvas.DrawRect(bounds, paint);
    }
}
