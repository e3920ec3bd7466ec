using Microsoft.Extensions.Time.Testing;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>A downloader on real sockets that trusts the server it is given, and a folder that tells what was left behind.</summary>
internal sealed class RawBench : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly GuardedDownloader _downloader;

    public RawBench()
    {
        var options = new TransferOptions { TempFolder = _folder.Path, SpoolMemoryBytes = 4 << 10 };
        _downloader = new GuardedDownloader(new Spooler(options), options, Clock);
    }

    public FakeTimeProvider Clock { get; } = new();

    public Task<Download> FetchAsync(RawServer server, long bytesMax = 100_000) => _downloader.FetchAsync(
        new Uri(server.Origin, "/image.png"),
        new DownloadRules { BytesMax = bytesMax, TrustedOrigins = [server.Origin] },
        TestContext.Current.CancellationToken);

    public void AssertNothingIsLeft(string after) => Assert.True(!Directory.EnumerateFileSystemEntries(_folder.Path).Any(), after);

    public void Dispose()
    {
        _downloader.Dispose();
        _folder.Dispose();
    }
}
