using System.Security.Cryptography;

namespace Dressora.Tests.Transfers;

public sealed class SpoolTests : IDisposable
{
    private const int MemoryBytes = 100_000;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(MemoryBytes, false)]
    [InlineData(MemoryBytes + 1, true)]
    [InlineData(1_000_000, true)]
    public async Task Short_bytes_stay_in_memory_and_long_ones_go_to_a_file_with_the_same_answers(int length, bool isFile)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        await using var spool = await SpooledAsync(bytes);

        Assert.Equal(isFile, spool.IsFile);
        Assert.Equal(length, spool.Bytes);
        Assert.Equal(SHA256.HashData(bytes), spool.Sha256.ToArray());
        Assert.Equal(bytes, await ReadAsync(spool.Open()));
        Assert.Equal(bytes, await ReadAsync(spool.Open()));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public async Task Streams_are_independent_and_seekable(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        await using var spool = await SpooledAsync(bytes);
        await using var first = spool.Open();
        await using var second = spool.Open();

        first.Seek(-1, SeekOrigin.End);
        Assert.Equal(bytes[0], second.ReadByte());
        Assert.Equal(bytes[^1], first.ReadByte());
        Assert.Equal(-1, first.ReadByte());
        first.Position = length + 5L;
        Assert.Equal(-1, first.ReadByte());
        Assert.Equal(bytes[1], second.ReadByte());
        Assert.Equal(length, first.Length);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(0)]
    public async Task One_byte_too_many_is_too_large(int bytesMax)
    {
        var result = await Spooler().SpoolAsync(new MemoryStream(new byte[bytesMax + 1]), bytesMax, Cancellation);

        Assert.Equal(new SpoolResult.TooLarge(bytesMax), result);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(0L, false)]
    [InlineData((long)MemoryBytes, false)]
    [InlineData(MemoryBytes + 1L, true)]
    [InlineData(long.MaxValue, true)]
    public async Task What_is_announced_as_too_long_for_memory_goes_to_a_file_at_once(long? announced, bool isFile)
    {
        await using var writer = Spooler().Start(long.MaxValue, announced);

        Assert.True(await writer.TryWriteAsync("some bytes"u8.ToArray(), Cancellation));

        await using var spool = writer.Complete();
        Assert.Equal(isFile, spool.IsFile);
        Assert.Equal("some bytes"u8.ToArray(), await ReadAsync(spool.Open()));
    }

    [Fact]
    public async Task The_file_has_no_name_that_anyone_could_open_or_that_could_stay_behind()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // There the name stays until the handle closes, which the system does for a killed process too.
        }

        await using var spool = await SpooledAsync(new byte[1_000_000]);

        Assert.True(spool.IsFile);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_disposed_spool_gives_its_file_back()
    {
        var spool = await SpooledAsync(new byte[1_000_000]);
        var stream = spool.Open();

        await spool.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_source_that_fails_leaves_nothing_behind()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Spooler().SpoolAsync(new MemoryStream(new byte[1_000_000]), 1_000_000, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        await using (stream)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Cancellation);
            return copy.ToArray();
        }
    }

    private async Task<Spool> SpooledAsync(byte[] bytes) =>
        Assert.IsType<SpoolResult.Spooled>(await Spooler().SpoolAsync(new MemoryStream(bytes), bytes.Length, Cancellation)).Spool;

    private Spooler Spooler() =>
        new(new TransferOptions { SpoolMemoryBytes = MemoryBytes, TempFolder = _folder.Path });
}
