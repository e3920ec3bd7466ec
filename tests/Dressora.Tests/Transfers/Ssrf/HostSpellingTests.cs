using System.Net;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>Hosts that are this machine or its neighbours, written so that they do not look like it.</summary>
public sealed class HostSpellingTests
{
    public static TheoryData<string, string> Spellings { get; } = new()
    {
        { "loopback, three parts", "127.0.1" },
        { "loopback, hexadecimal in the last part", "127.0x1" },
        { "loopback, hexadecimal in capitals", "0X7F000001" },
        { "loopback, octal and short", "0177.1" },
        { "loopback, octal with many zeros", "00000177.0.0.01" },
        { "loopback, octal, hexadecimal and decimal at once", "0177.0x0.0.1" },
        { "loopback, another address of the range", "127.255.255.254" },
        { "loopback, hexadecimal with a trailing dot", "0x7f.1." },
        { "metadata, single integer", "2852039166" },
        { "metadata, octal", "0251.0376.0251.0376" },
        { "metadata, octal integer", "025177524776" },
        { "metadata, hexadecimal parts", "0xa9.0xfe.0xa9.0xfe" },
        { "metadata, three parts", "169.254.43518" },
        { "metadata, two parts", "169.16689662" },
        { "metadata, of a container", "169.254.170.2" },
        { "metadata, of another cloud", "100.100.100.200" },
        { "metadata, of yet another cloud", "192.0.0.192" },
        { "private, short", "10.1" },
        { "private, single integer", "3232235777" },
        { "private, three parts", "192.168.257" },
        { "private, hexadecimal", "0xac100001" },
        { "carrier-grade NAT, its last address", "100.127.255.255" },
        { "benchmark, its last address", "198.19.255.255" },
        { "multicast, its last address", "239.255.255.255" },
        { "reserved, its last but one address", "255.255.255.254" },
        { "IPv6 loopback, in full", "[0000:0000:0000:0000:0000:0000:0000:0001]" },
        { "IPv6 loopback, half compressed", "[0:0::0:1]" },
        { "IPv6 loopback, with a zone", "[::1%251]" },
        { "IPv6 link-local, with a bare zone", "[fe80::1%eth0]" },
        { "IPv6 link-local, its last address", "[febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff]" },
        { "IPv6 unique local, its last address", "[fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]" },
        { "IPv6 site-local, its last address", "[feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]" },
        { "IPv6 multicast, global", "[ff0e::1]" },
        { "IPv4-mapped metadata", "[::ffff:169.254.169.254]" },
        { "IPv4-mapped metadata, hexadecimal", "[::ffff:a9fe:a9fe]" },
        { "IPv4-mapped private, in full", "[0:0:0:0:0:ffff:0a00:0001]" },
        { "IPv4-compatible private", "[::10.0.0.1]" },
        { "6to4 around metadata", "[2002:a9fe:a9fe::1]" },
        { "6to4 around a public address", "[2002:5db8:d822::1]" },
        { "NAT64 around metadata", "[64:ff9b::169.254.169.254]" },
        { "NAT64 of a local prefix", "[64:ff9b:1:a9fe:a9:fe00::]" },
        { "Teredo of a server", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]" },
        { "ORCHID", "[2001:20::1]" },
        { "full-width digits", "\uff11\uff12\uff17.\uff10.\uff10.\uff11" },
        { "full-width dots", "127\uff0e0\uff0e0\uff0e1" },
        { "half-width ideographic dots", "127\uff610\uff610\uff611" },
        { "circled digits", "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460" },
        { "superscript digits", "\u00b9\u00b2\u2077.0.0.\u00b9" },
        { "full-width letters", "\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54" },
        { "circled letters", "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3" },
        { "percent-encoded digits", "%31%32%37.0.0.1" },
        { "percent-encoded dots", "127%2e0%2e0%2e1" },
        { "percent-encoded letters", "%6c%6fcalhost" },
        { "localhost, mixed case with a dot", "LocalHost." },
        { "localhost, below itself", "localhost.localhost" },
        { "localhost, with two trailing dots", "localhost.." },
        { "localhost, below a soft hyphen", "local\u00adhost" },
        { "localhost, with a zero-width space", "local\u200bhost" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task It_is_refused_or_no_URL_at_all_and_nothing_is_connected_to(string name, string host)
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [IPAddress.Loopback];
        if (!Uri.TryCreate($"https://{host}:{bench.Server.HttpsPort}/image.png", UriKind.Absolute, out var url))
        {
            return; // Whoever parses it has refused it already.
        }

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(url));

        Assert.True(refused.Code is TransferRefusals.PrivateAddress or TransferRefusals.InvalidUrl, $"{name}: {refused.Code}");
        // Where the machine has no tables of Unicode, a name that means digits stays a name, and only its addresses tell.
        Assert.All(bench.Network.Lookups, asked => Assert.Contains("xn--", asked, StringComparison.Ordinal));
        Assert.Empty(bench.Network.Connects);
        Assert.Equal(0, bench.Server.Connections);
    }

    [Theory]
    [InlineData("http://files.example.com/")]
    [InlineData("HTTP://files.example.com/")]
    [InlineData("hTtP://files.example.com/")]
    [InlineData("ftp://files.example.com/a.png")]
    [InlineData("ftps://files.example.com/a.png")]
    [InlineData("file://files.example.com/share/a.png")]
    [InlineData("FILE:///etc/passwd")]
    [InlineData("gopher://files.example.com:70/_a")]
    [InlineData("dict://files.example.com:11211/stat")]
    [InlineData("ldap://files.example.com/")]
    [InlineData("ws://files.example.com/")]
    [InlineData("wss://files.example.com/")]
    [InlineData("net.tcp://files.example.com/")]
    [InlineData("jar:https://files.example.com/a.jar!/a.png")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("view-source:https://files.example.com/")]
    [InlineData(" http://files.example.com/")]
    [InlineData("\thttp://files.example.com/ ")]
    public async Task Another_scheme_is_refused_without_a_look_up_or_a_connection(string url)
    {
        await using var bench = await DownloadBench.StartAsync([1]);

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(new Uri(url)));

        Assert.Equal(TransferRefusals.HttpsRequired, refused.Code);
        bench.AssertNothingConnected();
    }

    [Theory]
    [InlineData("https:files.example.com/a.png")]
    [InlineData("https:///a.png")]
    [InlineData("https://./a.png")]
    [InlineData("https://../a.png")]
    [InlineData("https://:443/a.png")]
    [InlineData("//files.example.com/a.png")]
    [InlineData("/etc/passwd")]
    [InlineData("https://files.example.com:99999/a.png")]
    [InlineData("https://files.example.com:-1/a.png")]
    [InlineData("https://[::1/a.png")]
    [InlineData("https://a b.example.com/")]
    [InlineData("https://files.example.com%00.evil.example/")]
    [InlineData("https://")]
    [InlineData("   ")]
    public async Task What_names_no_host_is_refused_and_never_thrown(string text)
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        if (!Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var url))
        {
            return;
        }

        Assert.IsType<Download.Refused>(await bench.FetchAsync(url));

        bench.AssertNothingConnected();
    }

    [Theory]
    [InlineData("https://user@files.example.com/")]
    [InlineData("https://:word@files.example.com/")]
    [InlineData("https://@files.example.com/", true)]
    [InlineData("https://us%65r:w%6frd@files.example.com/")]
    [InlineData("https://files.example.com:443@127.0.0.1/")]
    [InlineData("https://127.0.0.1:443\\@files.example.com/")]
    [InlineData("https://files.example.com#@127.0.0.1/", true)]
    [InlineData("https://files.example.com/?@127.0.0.1/", true)]
    public async Task What_looks_like_a_host_before_an_at_sign_is_none(string text, bool isPublic = false)
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return;
        }

        var download = await bench.FetchAsync(url);

        Assert.Equal(isPublic, download is Download.Fetched);
        Assert.All(bench.Network.Lookups, name => Assert.Equal("files.example.com", name));
        Assert.All(bench.Network.Connects, address => Assert.Equal(FakeNetwork.PublicAddress, address.Address));
        await DownloadBench.FreeAsync(download);
    }

    [Fact]
    public async Task An_international_name_is_looked_up_in_its_ASCII_form()
    {
        await using var bench = await DownloadBench.StartAsync([1]);

        await DownloadBench.FreeAsync(await bench.FetchAsync(new Uri("https://b\u00fccher.example.net/")));

        Assert.Equal("xn--bcher-kva.example.net", Assert.Single(bench.Network.Lookups));
    }
}
