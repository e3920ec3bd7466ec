using System.Buffers.Binary;

namespace Dressora.Tests.Images;

/// <summary>Small files that would become enormous when somebody draws them.</summary>
public sealed class ImageBombTests
{
    private const long PixelsMax = 1_000_000;

    public static TheoryData<string> Headers => [.. Bombs.Keys];

    private static Dictionary<string, byte[]> Bombs { get; } = new()
    {
        ["png"] = Changed(ImageSamples.Png, 16, [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]),
        ["png, as large as the format goes"] = Changed(ImageSamples.Png, 16, [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]),
        ["jpeg"] = Changed(ImageSamples.Jpeg, ImageSamples.Jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 5, [0xFF, 0xFF, 0xFF, 0xFF]),
        ["gif, its screen"] = Changed(ImageSamples.Gif, 6, [0xFF, 0xFF, 0xFF, 0xFF]),
        ["gif, a frame larger than its screen"] = Changed(ImageSamples.Gif, 19 + 5, [0xFF, 0xFF, 0xFF, 0xFF]),
        ["webp, its canvas"] = Changed(ImageSamples.WebPAnimated, 12 + 8 + 4, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        ["webp, a lossy bitstream"] = Changed(ImageSamples.WebPLossy, 12 + 8 + 6, [0xFF, 0x3F, 0xFF, 0x3F]),
        ["webp, a lossless bitstream"] = Changed(ImageSamples.WebPLossless, 12 + 8 + 1, [0xFF, 0xFF, 0xFF, 0x0F]),
        ["avif"] = Changed(ImageSamples.Avif, ImageSamples.Avif.AsSpan().IndexOf("ispe"u8) + 8, [0, 1, 0, 0, 0, 1, 0, 0]),
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_claims_too_many_pixels_is_refused_and_little_of_the_file_is_read(string name)
    {
        using var huge = new CountingStream(Bombs[name], Bombs[name].Length);

        var rejected = Assert.IsType<ImageInspection.Rejected>(ImageInspector.Inspect(huge, PixelsMax));

        Assert.Equal(ImageRejections.TooManyPixels, rejected.Code);
        Assert.InRange(huge.BytesRead, 1, 64 << 10);
    }

    [Fact]
    public void A_GIF_of_frames_that_are_harmless_one_by_one_is_refused_for_all_of_them()
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 0xE8, 0x03, 0xE8, 0x03, 0, 2, 2, 0x44, 1, 0]; // 1,000 x 1,000 in 15 bytes
        byte[] Animation(int frames) =>
            [.. "GIF89a"u8, 0xE8, 0x03, 0xE8, 0x03, 0, 0, 0, .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes), 0x3B];

        Assert.IsType<ImageInspection.Readable>(Inspect(Animation(16)));
        Assert.Equal(ImageRejections.TooManyPixels, Rejection(Animation(17)));
    }

    [Fact]
    public void A_WebP_of_frames_that_are_harmless_one_by_one_is_refused_for_all_of_them()
    {
        var still = ImageSamples.WebPLossy[12..];
        var frame = ImageSamples.Chunk("ANMF"u8, [0, 0, 0, 0, 0, 0, 39, 0, 0, 29, 0, 0, 100, 0, 0, 0, .. still]);
        byte[] Animation(int frames) => ImageSamples.WebP(
            [.. ImageSamples.Canvas(40, 30, flags: 2), .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes)]);

        Assert.IsType<ImageInspection.Readable>(Inspect(Animation(16), pixelsMax: 40 * 30));
        Assert.Equal(ImageRejections.TooManyPixels, Rejection(Animation(17), pixelsMax: 40 * 30));
    }

    [Fact]
    public void A_PNG_of_frames_that_are_harmless_one_by_one_is_refused_for_all_of_them()
    {
        var control = PngChunk("fcTL", [0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 30, .. new byte[14]]);
        byte[] Animation(int frames) =>
            [.. ImageSamples.Png[..^12], .. Enumerable.Repeat(control, frames).SelectMany(bytes => bytes), .. ImageSamples.Png[^12..]];

        Assert.IsType<ImageInspection.Readable>(Inspect(Animation(16), pixelsMax: 40 * 30));
        Assert.Equal(ImageRejections.TooManyPixels, Rejection(Animation(17), pixelsMax: 40 * 30));
    }

    [Fact]
    public void A_PNG_frame_beyond_the_limit_or_without_dimensions_is_refused()
    {
        byte[] With(byte[] chunk) => [.. ImageSamples.Png[..^12], .. chunk, .. ImageSamples.Png[^12..]];

        Assert.Equal(
            ImageRejections.TooManyPixels, Rejection(With(PngChunk("fcTL", [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, .. new byte[14]]))));
        Assert.Equal(ImageRejections.Damaged, Rejection(With(PngChunk("fcTL", [0, 0, 0, 0]))));
    }

    [Fact]
    public void A_million_frames_of_a_pixel_are_refused_before_the_last_of_them()
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0];
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, .. Enumerable.Repeat(frame, 100_000).SelectMany(bytes => bytes), 0x3B];
        using var counted = new CountingStream(gif, gif.Length);

        var rejected = Assert.IsType<ImageInspection.Rejected>(ImageInspector.Inspect(counted, 100_000_000));

        Assert.Equal(ImageRejections.TooManyPixels, rejected.Code);
        Assert.InRange(counted.BytesRead, 1, gif.Length / 2);
    }

    private static byte[] Changed(byte[] image, int place, byte[] bytes)
    {
        bytes.CopyTo(image, place);
        if (place == 16)
        {
            BinaryPrimitives.WriteUInt32BigEndian(image.AsSpan(29), CheckSum(image.AsSpan(12, 17))); // The bomber can count too.
        }

        return image;
    }

    private static byte[] PngChunk(string type, byte[] content)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        var frame = new byte[4 + named.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        named.CopyTo(frame, 4);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4 + named.Length), CheckSum(named));
        return frame;
    }

    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : 0xEDB88320 ^ (sum >> 1);
            }
        }

        return ~sum;
    }

    private static ImageInspection Inspect(byte[] bytes, long pixelsMax = PixelsMax) => ImageInspector.Inspect(new MemoryStream(bytes), pixelsMax);

    private static string Rejection(byte[] bytes, long pixelsMax = PixelsMax) =>
        Assert.IsType<ImageInspection.Rejected>(Inspect(bytes, pixelsMax)).Code;
}
