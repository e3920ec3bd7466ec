using System.Buffers.Binary;
using SkiaSharp;

namespace Dressora.Imaging.Tests;

public sealed class SkiaImageProcessorTests : IDisposable
{
    private readonly SkiaImageProcessor _processor = new(new ImagingOptions { PixelsMax = 1_000_000 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _processor.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task However_the_camera_was_held_the_picture_is_upright_and_nothing_says_where_it_was_taken(int orientation)
    {
        var changed = await ChangedAsync(Drawn.Held(orientation), "image/jpeg", new ImageChange());

        Assert.Equal(Drawn.Corners, Drawn.CornersOf(changed));
        using var decoded = SKBitmap.Decode(changed.Span);
        Assert.Equal((Drawn.Width, Drawn.Height), (decoded.Width, decoded.Height));
        Assert.Equal(-1, changed.Span.IndexOf("Exif"u8));
        Assert.Equal(-1, changed.Span.IndexOf("GPS"u8));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    public async Task An_image_that_is_good_already_is_not_touched(SKEncodedImageFormat format, string type)
    {
        using var bitmap = Drawn.Upright();

        Assert.IsType<ImageChangeResult.Unchanged>(await ChangeAsync(Drawn.As(bitmap, format), type, new ImageChange { ContentTypes = [type], SideMax = 60 }));
    }

    [Theory]
    [InlineData("tEXt", "Comment\0taken in Berlin")]
    [InlineData("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>")]
    [InlineData("eXIf", "MM\0*")]
    public async Task What_a_program_wrote_into_a_PNG_is_gone(string chunk, string text)
    {
        using var bitmap = Drawn.Upright();
        var png = WithChunk(Drawn.As(bitmap, SKEncodedImageFormat.Png), chunk, System.Text.Encoding.Latin1.GetBytes(text));

        var changed = await ChangedAsync(png, "image/png", new ImageChange());

        Assert.Equal(Drawn.Corners, Drawn.CornersOf(changed));
        Assert.Equal(-1, changed.Span.IndexOf(System.Text.Encoding.Latin1.GetBytes(chunk)));
    }

    [Fact]
    public async Task A_JPEG_comment_is_gone()
    {
        using var bitmap = Drawn.Upright();
        var jpeg = Drawn.As(bitmap, SKEncodedImageFormat.Jpeg);
        byte[] commented = [.. jpeg[..2], 0xFF, 0xFE, 0, 8, .. "secret"u8, .. jpeg[2..]];

        Assert.Equal(-1, (await ChangedAsync(commented, "image/jpeg", new ImageChange())).Span.IndexOf("secret"u8));
    }

    [Theory]
    [InlineData(false, "image/jpeg")]
    [InlineData(true, "image/png")]
    public async Task A_type_that_is_not_good_becomes_one_that_is_with_its_transparency(bool isTransparent, string expected)
    {
        using var bitmap = Drawn.Upright(isTransparent: isTransparent);

        var changed = await ChangedAsync(Drawn.As(bitmap, SKEncodedImageFormat.Webp), "image/webp", new ImageChange { ContentTypes = ["image/png", "image/jpeg"] });

        using var codec = SKCodec.Create(new MemoryStream(changed.ToArray()));
        Assert.Equal(expected, codec.EncodedFormat == SKEncodedImageFormat.Png ? "image/png" : "image/jpeg");
        Assert.Equal(Drawn.Corners, Drawn.CornersOf(changed));
        using var decoded = SKBitmap.Decode(changed.Span);
        Assert.Equal(isTransparent ? 0 : 255, decoded.GetPixel(Drawn.Width / 2, Drawn.Height / 2).Alpha);
    }

    [Theory]
    [InlineData(30, 30, 20)]
    [InlineData(16, 16, 11)]
    public async Task A_large_image_is_scaled_down_in_its_shape(int side, int width, int height)
    {
        using var bitmap = Drawn.Upright();

        var changed = await ChangedAsync(Drawn.As(bitmap, SKEncodedImageFormat.Png), "image/png", new ImageChange { SideMax = side });

        using var decoded = SKBitmap.Decode(changed.Span);
        Assert.Equal((width, height), (decoded.Width, decoded.Height));
        Assert.Equal(Drawn.Corners, Drawn.CornersOf(changed));
    }

    [Fact]
    public async Task A_claim_of_too_many_pixels_is_refused_before_anything_is_decoded()
    {
        using var bitmap = Drawn.Upright();
        var png = WithSize(WithChunk(Drawn.As(bitmap, SKEncodedImageFormat.Png), "tEXt", "a\0b"u8.ToArray()), 50_000, 50_000);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var refused = Assert.IsType<ImageChangeResult.Refused>(await ChangeAsync(png, "image/png", new ImageChange()));

        Assert.Equal("too_many_pixels", refused.Code);
        Assert.Contains("50000 x 50000", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 50_000_000);
    }

    [Fact]
    public async Task What_breaks_off_or_cannot_be_decoded_is_refused_in_a_sentence()
    {
        using var bitmap = Drawn.Upright(400, 400);
        var jpeg = Drawn.WithExif(Drawn.As(bitmap, SKEncodedImageFormat.Png), 1);
        var change = new ImageChange { ContentTypes = ["image/jpeg"] };

        Assert.Equal("unsupported_format", Assert.IsType<ImageChangeResult.Refused>(await ChangeAsync([1, 2, 3], "image/avif", change)).Code);
        Assert.Equal("unsupported_format", Assert.IsType<ImageChangeResult.Refused>(await ChangeAsync(jpeg[..200], "image/png", change)).Code);
    }

    [Fact]
    public async Task A_file_that_becomes_too_large_is_refused()
    {
        using var processor = new SkiaImageProcessor(new ImagingOptions { BytesMax = 1_024 });
        using var noise = new SKBitmap(200, 200);
        var random = new Random(1);
        for (var i = 0; i < 40_000; i++)
        {
            noise.SetPixel(i % 200, i / 200, new SKColor((uint)random.Next() | 0xFF000000));
        }

        var webp = Drawn.As(noise, SKEncodedImageFormat.Webp);
        var refused = Assert.IsType<ImageChangeResult.Refused>(await processor.ChangeAsync(
            new MemoryStream(webp), new ImageInfo("image/webp", 200, 200, webp.Length), new ImageChange { ContentTypes = ["image/png"] }, Cancellation));

        Assert.Equal("too_large", refused.Code);
    }

    [Fact]
    public async Task Giving_up_is_honoured_while_waiting_for_a_turn()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _processor.ChangeAsync(new MemoryStream([1]), new ImageInfo("image/png", 1, 1, 1), new ImageChange(), cancelled.Token));
    }

    private async Task<ReadOnlyMemory<byte>> ChangedAsync(byte[] file, string type, ImageChange change) =>
        Assert.IsType<ImageChangeResult.Changed>(await ChangeAsync(file, type, change)).Content;

    private Task<ImageChangeResult> ChangeAsync(byte[] file, string type, ImageChange change)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        var info = new ImageInfo(type, codec?.Info.Width ?? 1, codec?.Info.Height ?? 1, file.Length);
        return _processor.ChangeAsync(new MemoryStream(file), info, change, Cancellation);
    }

    private static byte[] WithChunk(byte[] png, string type, byte[] data)
    {
        const int afterHeader = 33;
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)data.Length);
        System.Text.Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), SumOf(chunk.AsSpan(4, data.Length + 4)));
        return [.. png[..afterHeader], .. chunk, .. png[afterHeader..]];
    }

    private static byte[] WithSize(byte[] png, int width, int height)
    {
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), SumOf(png.AsSpan(12, 17)));
        return png;
    }

    private static uint SumOf(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var next in bytes)
        {
            sum ^= next;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        return ~sum;
    }
}
