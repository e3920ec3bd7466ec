using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Tests.Transfers;

/// <summary>A downloader on a fake internet with one real server, and a clock that stands still.</summary>
internal sealed class DownloadBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private DownloadBench(FileServer server, TransferOptions? options)
    {
        Server = server;
        Network = new FakeNetwork(server, Clock);
        options ??= new TransferOptions();
        options.TempFolder = _folder.Path;
        Downloader = new GuardedDownloader(new Spooler(options), options, Clock, Network.AsNetwork());
    }

    public static Uri PublicUrl { get; } = new("https://files.example.com/image.png?signature=secret");

    public FakeTimeProvider Clock { get; } = new();

    public FileServer Server { get; }

    public FakeNetwork Network { get; }

    public GuardedDownloader Downloader { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<DownloadBench> StartAsync(RequestDelegate answer, TransferOptions? options = null) =>
        new(await FileServer.StartAsync(answer), options);

    public static async Task<DownloadBench> StartAsync(byte[] file) => new(await FileServer.StartAsync(file), null);

    public Task<Download> FetchAsync(Uri url, DownloadRules? rules = null) =>
        Downloader.FetchAsync(url, rules ?? new DownloadRules { BytesMax = 1 << 20 }, Cancellation);

    /// <summary>Fetches from the server's own plain http address, which the rules trust.</summary>
    public Task<Download> FetchTrustedAsync(string path = "/", long bytesMax = 1 << 20) => FetchAsync(
        new Uri(Server.Http, path), new DownloadRules { BytesMax = bytesMax, TrustedOrigins = [Server.Http] });

    /// <summary>Lets time pass until the download has ended; the total time-out makes sure that it does.</summary>
    public async Task<Download> PassTimeAsync(Task<Download> download)
    {
        while (!download.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        return await download;
    }

    /// <summary>Asserts that no name was looked up, and that nothing was connected to, here or anywhere.</summary>
    public void AssertNothingConnected()
    {
        Assert.Empty(Network.Lookups);
        Assert.Empty(Network.Connects);
        Assert.Equal(0, Server.Connections);
    }

    /// <summary>Frees what a download brought, if it brought anything.</summary>
    public static ValueTask FreeAsync(Download download) =>
        (download as Download.Fetched)?.Spool.DisposeAsync() ?? ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Downloader.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
