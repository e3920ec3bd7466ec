using SkiaSharp;

namespace Dressora.Imaging;

/// <summary>Changes images with Skia: into sRGB, upright, with nothing but pixels.</summary>
internal sealed class SkiaImageProcessor(ImagingOptions options) : IImageProcessor, IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.ConcurrencyMax);

    /// <inheritdoc/>
    public IReadOnlyList<int> ThumbnailSides { get; } = [.. options.ThumbnailSides];

    /// <inheritdoc/>
    public async Task<ImageChangeResult> ChangeAsync(
        Stream content, ImageInfo image, ImageChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(change);
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Decoding is work for a processor: not on the thread of whoever asked.
            return await Task.Run(() => Change(content, image, change, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private ImageChangeResult Change(Stream content, ImageInfo image, ImageChange change, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using var bytes = SKData.Create(content);
        using var codec = SKCodec.Create(bytes);
        if (codec is null)
        {
            return Needs(change, image) ? Unreadable(image) : new ImageChangeResult.Unchanged();
        }

        var isGood = !Needs(change, image) && codec.EncodedOrigin == SKEncodedOrigin.TopLeft && !Metadata.IsIn(bytes.AsSpan());
        if (isGood)
        {
            return new ImageChangeResult.Unchanged();
        }

        if ((long)codec.Info.Width * codec.Info.Height > options.PixelsMax)
        {
            return new ImageChangeResult.Refused(
                "too_many_pixels", $"The image has {codec.Info.Width} x {codec.Info.Height} pixels; at most {options.PixelsMax:n0} can be worked on.");
        }

        using var decoded = Decode(codec);
        if (decoded is null)
        {
            return Unreadable(image);
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var drawn = Draw(decoded, codec.EncodedOrigin, change.SideMax);
        cancellationToken.ThrowIfCancellationRequested();
        return Encode(drawn, image, change);
    }

    private static bool Needs(ImageChange change, ImageInfo image) =>
        (change.ContentTypes.Count > 0 && !change.ContentTypes.Contains(image.ContentType, StringComparer.Ordinal))
        || (change.SideMax is { } side && Math.Max(image.Width, image.Height) > side);

    private static ImageChangeResult.Refused Unreadable(ImageInfo image) =>
        new("unsupported_format", $"The image ({image.ContentType}) cannot be decoded here; send a png, jpeg or webp.");

    // Of an animation the first frame: what models read, and what a thumbnail shows.
    private static SKBitmap? Decode(SKCodec codec)
    {
        var alpha = codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, alpha, SKColorSpace.CreateSrgb()));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    private static SKBitmap Draw(SKBitmap decoded, SKEncodedOrigin origin, int? sideMax)
    {
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (decoded.Height, decoded.Width) : (decoded.Width, decoded.Height);
        var scale = sideMax is { } side && Math.Max(width, height) > side ? side / (float)Math.Max(width, height) : 1f;
        var target = new SKBitmap(decoded.Info.WithSize(Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale))));
        using var canvas = new SKCanvas(target);
        canvas.Scale(target.Width / (float)width, target.Height / (float)height);
        canvas.Concat(Upright(origin, decoded.Width, decoded.Height));
        using var image = SKImage.FromBitmap(decoded);
        canvas.DrawImage(image, 0, 0, scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : SKSamplingOptions.Default);
        return target;
    }

    /// <summary>Returns what turns the pixels of an origin upright. The origins are those of Exif 2.32, tag 274.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private ImageChangeResult Encode(SKBitmap drawn, ImageInfo image, ImageChange change)
    {
        foreach (var type in TypesFor(image, change, drawn.Info.IsOpaque))
        {
            using var encoded = drawn.Encode(FormatOf(type), options.Quality);
            if (encoded is not null)
            {
                return encoded.Size <= options.BytesMax
                    ? new ImageChangeResult.Changed(encoded.ToArray())
                    : new ImageChangeResult.Refused("too_large", $"The image has {encoded.Size:n0} bytes after encoding; it may have {options.BytesMax:n0}.");
            }
        }

        return new ImageChangeResult.Refused("unsupported_format", $"The image cannot be encoded as {string.Join(" or ", change.ContentTypes)} here.");
    }

    /// <summary>Its own type where that is good; else one with transparency where there is some, and jpeg where there is none.</summary>
    private static IEnumerable<string> TypesFor(ImageInfo image, ImageChange change, bool isOpaque)
    {
        string[] preferred = isOpaque ? ["image/jpeg", "image/png", "image/webp"] : ["image/png", "image/webp", "image/jpeg"];
        return preferred.Prepend(image.ContentType)
            .Where(type => preferred.Contains(type) && (change.ContentTypes.Count == 0 || change.ContentTypes.Contains(type, StringComparer.Ordinal)))
            .Distinct();
    }

    private static SKEncodedImageFormat FormatOf(string type) => type switch
    {
        "image/jpeg" => SKEncodedImageFormat.Jpeg,
        "image/webp" => SKEncodedImageFormat.Webp,
        _ => SKEncodedImageFormat.Png,
    };
}
