using System.Buffers.Binary;

namespace Dressora.Tests.Images;

/// <summary>What each format's own structure demands.</summary>
public sealed class ImageStructureTests
{
    private const int PngHeaderEnd = 8 + 25;

    [Theory]
    [InlineData(19)]
    [InlineData(PngHeaderEnd + 10)]
    public void A_PNG_with_a_flipped_bit_is_damaged(int place)
    {
        var bytes = ImageSamples.Png;
        bytes[place] ^= 1;

        Assert.Equal(ImageRejections.Damaged, Rejection(bytes));
    }

    [Fact]
    public void A_PNG_without_image_data_is_damaged() =>
        Assert.Equal(ImageRejections.Damaged, Rejection([.. ImageSamples.Png[..PngHeaderEnd], .. ImageSamples.Png[^12..]]));

    [Fact]
    public void A_PNG_that_does_not_begin_with_its_header_is_damaged() =>
        Assert.Equal(ImageRejections.Damaged, Rejection([.. ImageSamples.Png[..8], .. ImageSamples.Png[PngHeaderEnd..]]));

    [Fact]
    public void A_PNG_with_two_headers_is_damaged() =>
        Assert.Equal(
            ImageRejections.Damaged, Rejection([.. ImageSamples.Png[..PngHeaderEnd], .. ImageSamples.Png[8..]]));

    [Fact]
    public void A_PNG_chunk_longer_than_the_file_is_truncated()
    {
        var bytes = ImageSamples.Png;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(PngHeaderEnd), int.MaxValue);

        Assert.Equal(ImageRejections.Truncated, Rejection(bytes));
    }

    [Fact]
    public void A_claim_of_too_many_pixels_is_refused_before_anything_large_is_read()
    {
        var header = ImageSamples.Png[..PngHeaderEnd];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(16), 100_000);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(20), 100_000);
        using var huge = new CountingStream(header, length: 1L << 30);

        var rejected = Assert.IsType<ImageInspection.Rejected>(ImageInspector.Inspect(huge, 100_000_000));

        Assert.Equal(ImageRejections.TooManyPixels, rejected.Code);
        Assert.InRange(huge.BytesRead, 1, 64 << 10);
    }

    [Fact]
    public void A_long_scan_is_walked_with_constant_memory()
    {
        var jpeg = ImageSamples.Jpeg;
        var scanned = jpeg[..^2]; // The end marker is missing, and 32 MiB of entropy-coded zeros follow.
        using var endless = new CountingStream(scanned, length: 32 << 20);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var inspection = ImageInspector.Inspect(endless, 100_000_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(ImageRejections.Truncated, Assert.IsType<ImageInspection.Rejected>(inspection).Code);
        Assert.InRange(allocated, 0, 256 << 10);
    }

    [Fact]
    public void A_JPEG_whose_scan_comes_before_its_header_is_damaged() =>
        Assert.Equal(ImageRejections.Damaged, Rejection([0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]));

    [Fact]
    public void A_JPEG_without_a_scan_is_damaged() =>
        Assert.Equal(ImageRejections.Damaged, Rejection([0xFF, 0xD8, 0xFF, 0xD9]));

    [Theory]
    [InlineData(0xC3)]
    [InlineData(0xC9)]
    public void A_JPEG_that_hardly_any_program_reads_is_not_taken(byte frame)
    {
        var bytes = ImageSamples.Jpeg;
        bytes[bytes.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 1] = frame;

        Assert.Equal(ImageRejections.UnsupportedFormat, Rejection(bytes));
    }

    [Fact]
    public void An_end_marker_inside_a_JPEG_thumbnail_is_not_the_end()
    {
        byte[] thumbnail = [0xFF, 0xE1, 0, 8, 0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xD9];

        Assert.IsType<ImageInspection.Readable>(Inspect([0xFF, 0xD8, .. thumbnail, .. ImageSamples.Jpeg[2..]]));
        Assert.Equal(ImageRejections.Truncated, Rejection([0xFF, 0xD8, .. thumbnail, .. ImageSamples.Jpeg[2..^2]]));
    }

    [Fact]
    public void A_WebP_frame_larger_than_its_canvas_is_damaged() =>
        Assert.Equal(
            ImageRejections.Damaged,
            Rejection(ImageSamples.WebP([.. ImageSamples.Canvas(8, 8, flags: 0), .. ImageSamples.WebPLossy[12..]])));

    [Fact]
    public void A_WebP_canvas_without_a_bitstream_is_damaged() =>
        Assert.Equal(ImageRejections.Damaged, Rejection(ImageSamples.WebP(ImageSamples.Canvas(8, 8, flags: 0))));

    [Fact]
    public void A_GIF_without_an_image_is_damaged() =>
        Assert.Equal(ImageRejections.Damaged, Rejection([.. "GIF89a"u8, 8, 0, 8, 0, 0, 0, 0, 0x3B]));

    [Fact]
    public void A_GIF_frame_beyond_the_limit_is_refused()
    {
        var bytes = ImageSamples.Gif;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(19 + 5), ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(19 + 7), ushort.MaxValue);

        Assert.Equal(ImageRejections.TooManyPixels, Rejection(bytes));
    }

    [Fact]
    public void An_AVIF_whose_data_lies_beyond_the_file_is_truncated()
    {
        var bytes = ImageSamples.Avif;
        var location = bytes.AsSpan().IndexOf("iloc"u8);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(location + 22), 1_000_000);

        Assert.Equal(ImageRejections.Truncated, Rejection(bytes));
    }

    [Fact]
    public void An_AVIF_that_claims_endless_extents_is_damaged_at_once()
    {
        var bytes = ImageSamples.Avif;
        var location = bytes.AsSpan().IndexOf("iloc"u8);
        bytes[location + 8] = 0; // Offsets and lengths of no bytes at all,
        bytes[location + 9] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(location + 16), ushort.MaxValue); // in 65,535 pieces.

        Assert.Equal(ImageRejections.Damaged, Rejection(bytes));
    }

    private static ImageInspection Inspect(byte[] bytes) => ImageInspector.Inspect(new MemoryStream(bytes), 100_000_000);

    private static string Rejection(byte[] bytes) => Assert.IsType<ImageInspection.Rejected>(Inspect(bytes)).Code;
}
