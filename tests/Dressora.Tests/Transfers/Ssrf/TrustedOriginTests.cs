using System.Net;
using Microsoft.AspNetCore.Http;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>What a host configured is one origin, for one hop, and nothing near it.</summary>
public sealed class TrustedOriginTests
{
    [Theory]
    [InlineData("another port", "http://127.0.0.1:1", TransferRefusals.HttpsRequired)]
    [InlineData("no port", "http://127.0.0.1", TransferRefusals.HttpsRequired)]
    [InlineData("another scheme", "https://127.0.0.1:{0}", TransferRefusals.PrivateAddress)]
    [InlineData("another scheme, with the other port", "https://127.0.0.1:{1}", TransferRefusals.PrivateAddress)]
    [InlineData("another name of the same machine", "http://localhost:{0}", TransferRefusals.HttpsRequired)]
    [InlineData("another address of the same machine", "http://127.0.0.2:{0}", TransferRefusals.HttpsRequired)]
    [InlineData("the same address in IPv6", "http://[::ffff:127.0.0.1]:{0}", TransferRefusals.HttpsRequired)]
    [InlineData("the origin as a user name", "http://127.0.0.1:{0}@localhost:{0}", TransferRefusals.HttpsRequired)]
    [InlineData("the origin as the beginning of a name", "http://127.0.0.1.example.com:{0}", TransferRefusals.HttpsRequired)]
    [InlineData("websockets", "ws://127.0.0.1:{0}", TransferRefusals.HttpsRequired)]
    public async Task Nothing_near_a_trusted_origin_is_trusted(string name, string near, string code)
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        var url = new Uri(string.Format(null, near, bench.Server.Http.Port, bench.Server.HttpsPort) + "/image.png");

        var refused = Assert.IsType<Download.Refused>(
            await bench.FetchAsync(url, new DownloadRules { BytesMax = 100, TrustedOrigins = [bench.Server.Http] }));

        Assert.True(refused.Code == code, $"{name}: {refused.Code}");
        bench.AssertNothingConnected();
    }

    [Theory]
    [InlineData("/elsewhere")]
    [InlineData("?again")]
    [InlineData("../up")]
    [InlineData("//localhost/")]
    [InlineData("http://localhost/")]
    [InlineData("HTTPS://LOCALHOST/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://\uff11\uff12\uff17.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("gopher://127.0.0.1:6379/_FLUSHALL")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:word@files.example.com/")]
    public async Task A_redirect_out_of_a_trusted_origin_connects_nowhere_that_is_not_public(string location)
    {
        await using var bench = await DownloadBench.StartAsync(Redirects(301, location));
        bench.Network.Names = (_, _) => [IPAddress.Loopback];

        Assert.IsNotType<Download.Fetched>(await bench.FetchTrustedAsync());

        Assert.Equal(1, bench.Server.Requests);
        Assert.Single(bench.Network.Connects); // The trusted one.
    }

    [Fact]
    public async Task A_redirect_back_into_the_trusted_origin_is_refused_like_any_other_private_address()
    {
        var origin = new TaskCompletionSource<Uri>();
        await using var bench = await DownloadBench.StartAsync(async context =>
            await Redirects(302, context.Request.IsHttps ? (await origin.Task).ToString() : "https://files.example.com/")(context));
        origin.SetResult(bench.Server.Http);

        Assert.Equal(TransferRefusals.HttpsRequired, Assert.IsType<Download.Refused>(await bench.FetchTrustedAsync()).Code);

        Assert.Equal(2, bench.Server.Requests);
    }

    [Theory]
    [InlineData("to itself", "/image.png")]
    [InlineData("in a circle", "https://files.example.com/image.png")]
    [InlineData("to itself with another fragment", "#again")]
    [InlineData("to another name of the same server", "https://a.example.net/image.png")]
    public async Task A_loop_ends_after_five_redirects(string name, string location)
    {
        await using var bench = await DownloadBench.StartAsync(Redirects(308, location));

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.True(refused.Code == TransferRefusals.TooManyRedirects, name);
        Assert.Equal(1 + GuardedDownloader.RedirectsMax, bench.Server.Requests);
    }

    [Theory]
    [InlineData("next", "https://files.example.com/folder/next")]
    [InlineData("../next", "https://files.example.com/next")]
    [InlineData("?other", "https://files.example.com/folder/image.png?other")]
    [InlineData("//a.example.net/x", "https://a.example.net/x")]
    public async Task A_relative_location_is_read_against_the_hop_it_came_from(string location, string target)
    {
        var seen = new List<string>();
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            seen.Add($"https://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}");
            return seen.Count == 1 ? Redirects(303, location)(context) : context.Response.WriteAsync("file");
        });

        await DownloadBench.FreeAsync(await bench.FetchAsync(new Uri("https://files.example.com/folder/image.png")));

        Assert.Equal(["https://files.example.com/folder/image.png", target], seen);
    }

    [Fact]
    public async Task A_redirect_carries_no_referrer_no_cookie_and_no_credentials()
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "session=1; Domain=example.com; Path=/";
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"files\"";
            return context.Request.Path == "/image.png" ? Redirects(307, "/next")(context) : context.Response.WriteAsync("file");
        });

        await DownloadBench.FreeAsync(await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.Equal(2, bench.Server.Requests);
        Assert.Equal(["Accept-Encoding", "Host", "User-Agent"], bench.Server.LastRequest!.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(401, "WWW-Authenticate", "Basic realm=\"files\"")]
    [InlineData(401, "WWW-Authenticate", "Negotiate")]
    [InlineData(401, "WWW-Authenticate", "NTLM")]
    [InlineData(407, "Proxy-Authenticate", "Basic realm=\"proxy\"")]
    public async Task A_demand_for_credentials_is_not_answered(int status, string header, string demand)
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers[header] = demand;
            return Task.CompletedTask;
        });

        Assert.Equal(new Download.Gone(status), await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.Equal(1, bench.Server.Requests);
        Assert.DoesNotContain("Authorization", bench.Server.LastRequest!.Keys);
    }

    private static RequestDelegate Redirects(int status, string location) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = string.Concat( // What is not ASCII travels percent-encoded.
            location.Select(letter => char.IsAscii(letter) ? letter.ToString() : Uri.EscapeDataString(letter.ToString())));
        return Task.CompletedTask;
    };
}
