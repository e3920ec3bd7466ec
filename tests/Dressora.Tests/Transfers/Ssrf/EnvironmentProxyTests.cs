using System.Net;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>Proxies that the environment names. They alone run while nothing else does: the settings belong to the process.</summary>
[Collection(nameof(WholeProcess))]
public sealed class EnvironmentProxyTests : IDisposable
{
    private static readonly string[] Variables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

    private readonly IWebProxy _before = HttpClient.DefaultProxy;
    private readonly RawServer _proxy = RawServer.Saying("HTTP/1.1 502 Proxied\r\nContent-Length: 0\r\n\r\n");

    public EnvironmentProxyTests()
    {
        // The variables are read when a process first asks for its proxy; what they would have led to is set as well.
        HttpClient.DefaultProxy = new WebProxy(_proxy.Origin);
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, _proxy.Origin.ToString());
        }
    }

    [Fact]
    public async Task A_download_from_a_public_host_never_meets_the_proxy()
    {
        await using var bench = await DownloadBench.StartAsync([1]);

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;

        Assert.Equal(0, _proxy.Connections);
        Assert.Equal(FakeNetwork.PublicAddress, Assert.Single(bench.Network.Connects).Address);
    }

    [Fact]
    public async Task A_download_from_a_trusted_origin_never_meets_the_proxy_which_everybody_else_does()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        using var other = new HttpClient();

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchTrustedAsync()).Spool;
        Assert.Equal(0, _proxy.Connections);
        using var proxied = await other.GetAsync(bench.Server.Http, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, proxied.StatusCode);
        Assert.Equal(1, _proxy.Connections);
    }

    public void Dispose()
    {
        HttpClient.DefaultProxy = _before;
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        _proxy.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
