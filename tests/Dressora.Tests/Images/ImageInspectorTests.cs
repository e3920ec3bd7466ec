using System.Text;
using CsCheck;

namespace Dressora.Tests.Images;

public sealed class ImageInspectorTests
{
    private const long PixelsMax = 100_000_000;

    [Theory]
    [MemberData(nameof(ImageSamples.Names), MemberType = typeof(ImageSamples))]
    public void A_whole_image_is_readable_with_its_type_and_dimensions(string name)
    {
        var (contentType, bytes) = ImageSamples.All[name];

        var inspection = Assert.IsType<ImageInspection.Readable>(Inspect(bytes));

        Assert.Equal(new ImageInfo(contentType, ImageSamples.Width, ImageSamples.Height, bytes.Length), inspection.Image);
    }

    [Theory]
    [MemberData(nameof(ImageSamples.Names), MemberType = typeof(ImageSamples))]
    public void An_image_cut_at_any_byte_is_not_readable(string name)
    {
        var bytes = ImageSamples.All[name].Bytes;

        for (var length = 0; length < bytes.Length; length++)
        {
            var rejected = Assert.IsType<ImageInspection.Rejected>(Inspect(bytes[..length]));

            // Beyond the first bytes it is known to be an image, so the cut is what is wrong with it.
            Assert.True(length < 32 || rejected.Code == ImageRejections.Truncated, $"{length} of {bytes.Length}: {rejected.Code}");
        }
    }

    [Theory]
    [MemberData(nameof(ImageSamples.Names), MemberType = typeof(ImageSamples))]
    public void Changed_bytes_never_throw_and_never_exceed_the_limit(string name)
    {
        var sample = ImageSamples.All[name].Bytes;
        var change = Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Byte);

        Gen.Select(change.Array[1, 8], Gen.Int[0, sample.Length]).Sample((changes, length) =>
        {
            var bytes = sample[..length];
            foreach (var (place, value) in changes)
            {
                if (place < length)
                {
                    bytes[place] = value;
                }
            }

            return Inspect(bytes, pixelsMax: 5_000) is not ImageInspection.Readable { Image: { Width: var width, Height: var height } }
                || (long)width * height <= 5_000;
        }, iter: 2_000);
    }

    [Theory]
    [MemberData(nameof(ImageSamples.Names), MemberType = typeof(ImageSamples))]
    public void Anything_behind_the_magic_bytes_never_throws(string name)
    {
        var magic = ImageSamples.All[name].Bytes[..16];

        Gen.Byte.Array[0, 400].Sample(rest => Inspect([.. magic, .. rest]) is not null, iter: 2_000);
    }

    [Fact]
    public void A_JPEG_that_breaks_off_behind_a_readable_header_is_truncated()
    {
        using var broken = typeof(ImageInspectorTests).Assembly.GetManifestResourceStream("truncated.jpg")!;

        Assert.Equal(ImageRejections.Truncated, Rejection(ImageInspector.Inspect(broken, PixelsMax)));
    }

    [Theory]
    [InlineData("", ImageRejections.Empty)]
    [InlineData("just text that was named .png", ImageRejections.NotAnImage)]
    [InlineData("<!doctype html><script>alert(1)</script>", ImageRejections.NotAnImage)]
    [InlineData("<?xml version='1.0'?><svg onload='alert(1)'/>", ImageRejections.NotAnImage)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", ImageRejections.UnsupportedFormat)]
    [InlineData("%PDF-1.7", ImageRejections.NotAnImage)]
    [InlineData("PNG", ImageRejections.NotAnImage)]
    [InlineData("GIF88a but not quite", ImageRejections.NotAnImage)]
    [InlineData("BM-------------------------", ImageRejections.UnsupportedFormat)]
    [InlineData("RIFF1234WAVEfmt ", ImageRejections.NotAnImage)]
    public void What_is_no_image_is_refused_whatever_it_is_called(string text, string code) =>
        Assert.Equal(code, Rejection(Inspect(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void HEIC_is_not_taken_for_AVIF() =>
        Assert.Equal(ImageRejections.UnsupportedFormat, Rejection(Inspect(ImageSamples.Heic)));

    [Theory]
    [MemberData(nameof(ImageSamples.Names), MemberType = typeof(ImageSamples))]
    public void One_pixel_too_many_is_refused(string name)
    {
        var bytes = ImageSamples.All[name].Bytes;

        Assert.IsType<ImageInspection.Readable>(Inspect(bytes, ImageSamples.Width * ImageSamples.Height));
        Assert.Equal(
            ImageRejections.TooManyPixels, Rejection(Inspect(bytes, (ImageSamples.Width * ImageSamples.Height) - 1)));
    }

    [Theory]
    [MemberData(nameof(ImageSamples.Names), MemberType = typeof(ImageSamples))]
    public void A_little_padding_is_harmless(string name)
    {
        if (name == "avif")
        {
            return; // Its boxes fill the file: there is nothing behind the end.
        }

        Assert.IsType<ImageInspection.Readable>(Inspect([.. ImageSamples.All[name].Bytes, .. new byte[1_000]]));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("  \r\n\0<html>")]
    [InlineData("%PDF-1.7")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("MZ")]
    [InlineData("#!/bin/sh")]
    public void Nothing_else_may_begin_behind_the_end(string trailer)
    {
        foreach (var (name, (_, bytes)) in ImageSamples.All)
        {
            var inspection = Inspect([.. bytes, .. Encoding.Latin1.GetBytes(trailer)]);

            Assert.True(inspection is ImageInspection.Rejected, name);
        }
    }

    [Fact]
    public void Only_a_JPEG_may_have_a_long_trailer_because_cameras_write_them()
    {
        byte[] film = [0, 0, 0, 24, .. "ftypmp42"u8, .. Enumerable.Repeat((byte)0x55, 100_000)];

        Assert.IsType<ImageInspection.Readable>(Inspect([.. ImageSamples.Jpeg, .. ImageSamples.Jpeg, .. film]));
        Assert.Equal(ImageRejections.TrailingData, Rejection(Inspect([.. ImageSamples.Png, .. film])));
    }

    [Fact]
    public void The_stream_stays_open_and_is_read_from_its_beginning()
    {
        using var stream = new MemoryStream(ImageSamples.Png) { Position = 50 };

        Assert.IsType<ImageInspection.Readable>(ImageInspector.Inspect(stream, PixelsMax));

        Assert.True(stream.CanRead);
    }

    private static ImageInspection Inspect(byte[] bytes, long pixelsMax = PixelsMax) =>
        ImageInspector.Inspect(new MemoryStream(bytes, writable: false), pixelsMax);

    private static string Rejection(ImageInspection inspection) => Assert.IsType<ImageInspection.Rejected>(inspection).Code;
}
