using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>Names whose addresses are not what they should be.</summary>
public sealed class AddressAnswerTests
{
    private static readonly Uri OtherPath = new("https://files.example.com/other.png");

    [Theory]
    [InlineData("metadata.google.internal", "169.254.169.254")]
    [InlineData("instance-data.ec2.internal", "169.254.169.254")]
    [InlineData("metadata.azure.internal", "168.63.129.16")]
    [InlineData("kubernetes.default.svc", "10.96.0.1")]
    [InlineData("host.docker.internal", "192.168.65.2")]
    [InlineData("router.local", "192.168.0.1")]
    [InlineData("127.0.0.1.nip.io", "127.0.0.1")]
    [InlineData("localtest.me", "127.0.0.1")]
    [InlineData("ip6-localhost", "::1")]
    [InlineData("ip6-allnodes", "ff02::1")]
    [InlineData("intranet", "172.20.0.5")]
    [InlineData("broadcast.example.com", "255.255.255.255")]
    [InlineData("this-network.example.com", "0.1.2.3")]
    [InlineData("documentation.example.com", "2001:db8::5")]
    [InlineData("zone.example.com", "fe80::1%3")]
    [InlineData("mapped.example.com", "::ffff:10.0.0.1")]
    [InlineData("nat64.example.com", "64:ff9b::10.0.0.1")]
    [InlineData("unassigned.example.com", "e000::1")]
    public async Task A_public_looking_name_of_a_private_address_is_refused_before_the_connection(string name, string address)
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [IPAddress.Parse(address)];

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(new Uri($"https://{name}/a.png")));

        Assert.Equal(TransferRefusals.PrivateAddress, refused.Code);
        Assert.Empty(bench.Network.Connects);
        Assert.Equal(0, bench.Server.Connections);
    }

    [Fact]
    public async Task One_private_address_behind_many_public_ones_is_still_seen()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [.. Enumerable.Repeat(FakeNetwork.PublicAddress, 500), IPAddress.Loopback];

        Assert.Equal(
            TransferRefusals.PrivateAddress, Assert.IsType<Download.Refused>(await bench.FetchAsync(DownloadBench.PublicUrl)).Code);
        Assert.Empty(bench.Network.Connects);
    }

    [Fact]
    public async Task A_name_with_hundreds_of_dead_addresses_is_given_up_after_sixteen()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [.. Enumerable.Range(1, 250).Select(last => new IPAddress([93, 184, 216, (byte)last]))];
        bench.Network.Answers = _ => throw new SocketException((int)SocketError.ConnectionRefused);

        Assert.Equal(new Download.Unavailable("the connection failed"), await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.Equal(16, bench.Network.Connects.Count);
    }

    [Fact]
    public async Task A_name_without_any_address_connects_to_nothing()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [];

        Assert.Equal(
            new Download.Unavailable("the host name could not be resolved"), await bench.FetchAsync(DownloadBench.PublicUrl));
        Assert.Empty(bench.Network.Connects);
    }

    [Fact]
    public async Task A_name_that_turns_private_after_a_download_is_checked_again_with_the_next_connection()
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync("file");
        });
        bench.Network.Names = (_, count) => count == 0 ? [FakeNetwork.PublicAddress] : [IPAddress.Parse("169.254.169.254")];
        await DownloadBench.FreeAsync(await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.Equal(TransferRefusals.PrivateAddress, Assert.IsType<Download.Refused>(await bench.FetchAsync(OtherPath)).Code);

        Assert.Single(bench.Network.Connects);
    }

    [Fact]
    public async Task An_address_that_refuses_the_connection_is_not_looked_up_again_for_another()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, count) => count == 0 ? [FakeNetwork.PublicAddress] : [IPAddress.Loopback];
        bench.Network.Answers = _ => throw new SocketException((int)SocketError.ConnectionRefused);

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(DownloadBench.PublicUrl));

        Assert.Single(bench.Network.Lookups);
        Assert.Equal(FakeNetwork.PublicAddress, Assert.Single(bench.Network.Connects).Address);
    }

    [Theory]
    [InlineData("https://93.184.216.34/a.png")]
    [InlineData("https://93.184.216.34./a.png")]
    [InlineData("https://0x5db8d822/a.png")]
    [InlineData("https://1572395042/a.png")]
    public async Task A_public_address_in_any_notation_is_connected_to_as_itself(string url)
    {
        await using var bench = await DownloadBench.StartAsync([1]);

        await DownloadBench.FreeAsync(await bench.FetchAsync(new Uri(url)));

        Assert.Equal(new IPEndPoint(FakeNetwork.PublicAddress, 443), Assert.Single(bench.Network.Connects));
    }
}
