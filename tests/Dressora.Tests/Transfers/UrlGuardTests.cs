namespace Dressora.Tests.Transfers;

public sealed class UrlGuardTests
{
    [Theory]
    [InlineData("https://example.com/a.png")]
    [InlineData("https://example.com:8443/a.png?signature=1#fragment")]
    [InlineData("https://EXAMPLE.com./a.png")]
    [InlineData("https://93.184.216.34/a.png")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/")]
    [InlineData("https://b\u00fccher.example/")]
    [InlineData("https://localhost.example.com/")]
    public void A_public_https_URL_may_be_tried(string url) => Assert.Null(UrlGuard.Check(new Uri(url)));

    [Theory]
    [InlineData("http://example.com/", TransferRefusals.HttpsRequired)]
    [InlineData("ftp://example.com/", TransferRefusals.HttpsRequired)]
    [InlineData("file:///etc/passwd", TransferRefusals.HttpsRequired)]
    [InlineData("gopher://example.com/", TransferRefusals.HttpsRequired)]
    [InlineData("data:image/png;base64,AAAA", TransferRefusals.HttpsRequired)]
    [InlineData("javascript:alert(1)", TransferRefusals.HttpsRequired)]
    [InlineData("https://user:password@example.com/", TransferRefusals.CredentialsInUrl)]
    [InlineData("https://example.com@evil.example/", TransferRefusals.CredentialsInUrl)]
    public void Another_scheme_or_credentials_are_refused(string url, string code) => Assert.Equal(code, UrlGuard.Check(new Uri(url))?.Code);

    [Theory]
    [InlineData("127.0.0.1")] // in every notation
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("017700000001")]
    [InlineData("127.0.0.1.")]
    [InlineData("2130706433.")]
    [InlineData("127\u30020\u30020\u30021")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")] // carrier-grade NAT
    [InlineData("168.63.129.16")] // a cloud's own host agent
    [InlineData("169.254.169.254")] // metadata
    [InlineData("0xA9FEA9FE")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")] // documentation
    [InlineData("192.88.99.1")] // 6to4 relays
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")] // benchmarks
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")] // multicast
    [InlineData("240.0.0.1")] // reserved
    [InlineData("255.255.255.255")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::ffff:127.0.0.1]")] // IPv4, mapped
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::ffff:93.184.216.34]")]
    [InlineData("[::127.0.0.1]")] // IPv4, compatible
    [InlineData("[::ffff:0:127.0.0.1]")] // IPv4, translated
    [InlineData("[64:ff9b::7f00:1]")] // NAT64
    [InlineData("[64:ff9b:1::1]")]
    [InlineData("[2002:7f00:1::]")] // 6to4
    [InlineData("[2001:0:7f00:1::]")] // Teredo
    [InlineData("[2001:db8::1]")]
    [InlineData("[3fff::1]")]
    [InlineData("[5f00::1]")]
    [InlineData("[100::1]")] // discarded
    [InlineData("[fc00::1]")] // unique local
    [InlineData("[fd00:ec2::254]")] // metadata
    [InlineData("[fe80::1]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[fec0::1]")]
    [InlineData("[ff02::1]")]
    [InlineData("[4000::1]")] // not assigned
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("localhost.")]
    [InlineData("evil.localhost")]
    [InlineData("evil.localhost.")]
    public void A_private_address_is_refused_at_once_in_every_notation(string host)
    {
        var problem = UrlGuard.Check(new Uri($"https://{host}/image.png"));

        Assert.Equal(TransferRefusals.PrivateAddress, problem?.Code);
        Assert.DoesNotContain("image.png", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_or_overlong_URL_is_invalid()
    {
        Assert.Equal(TransferRefusals.InvalidUrl, UrlGuard.Check(new Uri("/a.png", UriKind.Relative))?.Code);
        Assert.Equal(
            TransferRefusals.InvalidUrl, UrlGuard.Check(new Uri("https://example.com/" + new string('a', UrlGuard.LengthMax)))?.Code);
    }
}
