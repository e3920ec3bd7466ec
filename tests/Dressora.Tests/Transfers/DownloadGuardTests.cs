using System.Net;
using Microsoft.AspNetCore.Http;

namespace Dressora.Tests.Transfers;

/// <summary>Requests that must not leave this machine, or must not reach it.</summary>
public sealed class DownloadGuardTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}/", TransferRefusals.HttpsRequired)]
    [InlineData("https://127.0.0.1:{0}/", TransferRefusals.PrivateAddress)]
    [InlineData("https://localhost:{0}/", TransferRefusals.PrivateAddress)]
    [InlineData("https://[::1]:{0}/", TransferRefusals.PrivateAddress)]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/", TransferRefusals.PrivateAddress)]
    [InlineData("https://2130706433:{0}/", TransferRefusals.PrivateAddress)]
    [InlineData("https://0x7f.1:{0}/", TransferRefusals.PrivateAddress)]
    [InlineData("https://127.0.0.1.:{0}/", TransferRefusals.PrivateAddress)]
    [InlineData("https://user@files.example.com:{0}/", TransferRefusals.CredentialsInUrl)]
    [InlineData("file:///etc/passwd", TransferRefusals.HttpsRequired)]
    public async Task A_bad_URL_is_refused_without_a_look_up_or_a_connection(string url, string code)
    {
        await using var bench = await DownloadBench.StartAsync([1]);

        var refused = await bench.FetchAsync(new Uri(string.Format(null, url, bench.Server.Http.Port)));

        Assert.Equal(code, Assert.IsType<Download.Refused>(refused).Code);
        Assert.Empty(bench.Network.Lookups);
        Assert.Empty(bench.Network.Connects);
        Assert.Equal(0, bench.Server.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1%2")]
    [InlineData("93.184.216.34,127.0.0.1")] // One private address among public ones is enough.
    [InlineData("127.0.0.1,93.184.216.34")]
    public async Task A_name_with_a_private_address_is_refused_before_the_connection(string addresses)
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [.. addresses.Split(',').Select(IPAddress.Parse)];

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.Equal(TransferRefusals.PrivateAddress, refused.Code);
        Assert.DoesNotContain("example", refused.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Network.Connects);
        Assert.Equal(0, bench.Server.Connections);
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_checked_and_the_name_is_not_asked_again()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, count) => count == 0 ? [FakeNetwork.PublicAddress] : [IPAddress.Loopback];

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;

        Assert.Single(bench.Network.Lookups);
        Assert.Equal(new IPEndPoint(FakeNetwork.PublicAddress, 443), Assert.Single(bench.Network.Connects));
    }

    [Fact]
    public async Task A_name_that_turns_private_between_two_hops_is_refused()
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close"; // So that the second hop needs a connection of its own.
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        bench.Network.Names = (_, count) => count == 0 ? [FakeNetwork.PublicAddress] : [IPAddress.Loopback];

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.Equal(TransferRefusals.PrivateAddress, refused.Code);
        Assert.Single(bench.Network.Connects);
        Assert.Equal(1, bench.Server.Requests);
    }

    [Theory]
    [InlineData("http://files.example.com/", TransferRefusals.HttpsRequired)]
    [InlineData("https://127.0.0.1/", TransferRefusals.PrivateAddress)]
    [InlineData("//169.254.169.254/latest/meta-data/", TransferRefusals.PrivateAddress)]
    [InlineData("https://localhost./", TransferRefusals.PrivateAddress)]
    [InlineData("https://0xA9FEA9FE/", TransferRefusals.PrivateAddress)]
    [InlineData("https://elsewhere.example.org/", TransferRefusals.HostNotAllowed)]
    [InlineData("https://user:word@files.example.com/", TransferRefusals.CredentialsInUrl)]
    [InlineData("file:///etc/passwd", TransferRefusals.HttpsRequired)]
    [InlineData("data:image/png;base64,AAAA", TransferRefusals.HttpsRequired)]
    public async Task A_redirect_is_checked_like_a_first_URL(string target, string code)
    {
        await using var bench = await DownloadBench.StartAsync(RedirectTo(target));
        var rules = new DownloadRules { BytesMax = 100, AllowedHosts = ["files.example.com", "127.0.0.1"] };

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(DownloadBench.PublicUrl, rules));

        Assert.Equal(code, refused.Code);
        Assert.Equal(1, bench.Server.Requests);
        Assert.Single(bench.Network.Connects);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Five_redirects_are_followed_and_no_more(int redirects, bool followed)
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            var hop = context.Request.Path == "/image.png" ? 0 : int.Parse(context.Request.Path.Value![1..], null);
            if (hop < redirects)
            {
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = hop % 2 == 0 ? $"/{hop + 1}" : $"https://a.example.net/{hop + 1}";
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync("file");
        });

        var download = await bench.FetchAsync(DownloadBench.PublicUrl);

        Assert.Equal(followed, download is Download.Fetched);
        Assert.Equal(followed ? null : TransferRefusals.TooManyRedirects, (download as Download.Refused)?.Code);
        Assert.Equal(6, bench.Server.Requests);
        await ((download as Download.Fetched)?.Spool.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task A_trusted_origin_may_be_plain_http_on_loopback()
    {
        await using var bench = await DownloadBench.StartAsync([1, 2, 3]);

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchTrustedAsync()).Spool;

        Assert.Equal(3, spool.Bytes);
    }

    [Fact]
    public async Task A_trusted_origin_does_not_excuse_credentials()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        var url = new UriBuilder(bench.Server.Http) { UserName = "user" }.Uri;

        var refused = await bench.FetchAsync(url, new DownloadRules { BytesMax = 100, TrustedOrigins = [bench.Server.Http] });

        Assert.Equal(TransferRefusals.CredentialsInUrl, Assert.IsType<Download.Refused>(refused).Code);
        Assert.Equal(0, bench.Server.Connections);
    }

    [Theory]
    [InlineData("/elsewhere", TransferRefusals.HttpsRequired)]
    [InlineData("https://127.0.0.1/", TransferRefusals.PrivateAddress)]
    public async Task A_redirect_never_profits_from_a_trusted_origin(string target, string code)
    {
        await using var bench = await DownloadBench.StartAsync(RedirectTo(target));

        var refused = Assert.IsType<Download.Refused>(await bench.FetchTrustedAsync());

        Assert.Equal(code, refused.Code);
        Assert.Equal(1, bench.Server.Requests);
    }

    [Fact]
    public async Task A_trusted_origin_may_redirect_to_a_public_host()
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            if (!context.Request.IsHttps)
            {
                context.Response.Redirect("https://files.example.com/real");
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync("file");
        });

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchTrustedAsync()).Spool;

        Assert.Equal(4, spool.Bytes);
    }

    [Fact]
    public async Task A_connection_made_in_trust_is_not_reused_without_it()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [IPAddress.Loopback];
        var url = new Uri($"https://files.example.com:{bench.Server.HttpsPort}/");
        await using var spool = Assert.IsType<Download.Fetched>(
            await bench.FetchAsync(url, new DownloadRules { BytesMax = 100, TrustedOrigins = [url] })).Spool;

        var refused = await bench.FetchAsync(url);

        Assert.Equal(TransferRefusals.PrivateAddress, Assert.IsType<Download.Refused>(refused).Code);
        Assert.Equal(1, bench.Server.Requests);
    }

    private static RequestDelegate RedirectTo(string target) => context =>
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    };
}
