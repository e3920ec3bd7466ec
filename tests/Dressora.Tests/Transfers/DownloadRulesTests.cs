namespace Dressora.Tests.Transfers;

public sealed class DownloadRulesTests
{
    [Theory]
    [InlineData("https://files.example.com/a", true)]
    [InlineData("https://FILES.example.com./a", true)]
    [InlineData("https://files.example.com:444/a", true)]
    [InlineData("https://a.cdn.example.net/a", true)]
    [InlineData("https://a.b.cdn.example.net/a", true)]
    [InlineData("https://cdn.example.net/a", false)]
    [InlineData("https://evilcdn.example.net/a", false)]
    [InlineData("https://files.example.com.evil.example/a", false)]
    [InlineData("https://xfiles.example.com/a", false)]
    [InlineData("https://93.184.216.34/a", false)]
    public void A_host_is_allowed_exactly_or_below_a_suffix(string url, bool allowed)
    {
        var rules = new DownloadRules { BytesMax = 1, AllowedHosts = ["files.example.com", "*.CDN.example.net"] };

        Assert.Equal(allowed ? null : TransferRefusals.HostNotAllowed, rules.Check(new Uri(url))?.Code);
    }

    [Theory]
    [InlineData("http://localhost:5080/emulators/a", true)]
    [InlineData("http://LOCALHOST.:5080/", true)]
    [InlineData("https://localhost:5080/", false)]
    [InlineData("http://localhost/", false)]
    [InlineData("http://localhost:5081/", false)]
    [InlineData("http://127.0.0.1:5080/", false)]
    [InlineData("http://localhost.evil.example:5080/", false)]
    [InlineData("http://evil.example:5080/localhost", false)]
    public void An_origin_is_trusted_by_scheme_host_and_port_together(string url, bool trusted)
    {
        var rules = new DownloadRules { BytesMax = 1, TrustedOrigins = [new Uri("http://localhost:5080/some/path")] };

        Assert.Equal(trusted, rules.Trusts(new Uri(url)));
    }

    [Fact]
    public void A_file_is_never_an_origin()
    {
        var rules = new DownloadRules { BytesMax = 1, TrustedOrigins = [new Uri("file:///etc/")] };

        Assert.False(rules.Trusts(new Uri("file:///etc/passwd")));
    }
}
