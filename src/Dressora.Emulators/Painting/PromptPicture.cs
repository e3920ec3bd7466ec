using System.Security.Cryptography;
using System.Text;
using SkiaSharp;

namespace Dressora.Emulators;

/// <summary>A picture that a prompt always gives: coloured discs, placed by its hash.</summary>
internal sealed class PromptPicture(string prompt)
{
    private const int Discs = 7;
    private const int BytesPerDisc = 4;

    /// <summary>Draws it; every index gives another one.</summary>
    public void Draw(SKCanvas canvas, SKSizeI size, int index)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{index}:{prompt}"));
        canvas.Clear(SKColor.FromHsv(hash[^1] * 360f / 256, 25, 95));
        using var paint = new SKPaint { IsAntialias = true };
        for (var disc = 0; disc < Discs; disc++)
        {
            var part = hash.AsSpan(disc * BytesPerDisc, BytesPerDisc);
            paint.Color = SKColor.FromHsv(part[0] * 360f / 256, 70, 85, 200);
            var radius = Math.Min(size.Width, size.Height) * (0.08f + (part[3] / 1_280f));
            canvas.DrawCircle(size.Width * part[1] / 255f, size.Height * part[2] / 255f, radius, paint);
        }
    }
}
