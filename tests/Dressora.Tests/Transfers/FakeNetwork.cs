using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Dressora.Tests.Transfers;

/// <summary>An internet of our own: names resolve to what a test says, and public addresses lead to the test's server.</summary>
internal sealed class FakeNetwork(FileServer server, TimeProvider time)
{
    public static readonly IPAddress PublicAddress = IPAddress.Parse("93.184.216.34");

    public ConcurrentQueue<string> Lookups { get; } = [];

    public ConcurrentQueue<IPEndPoint> Connects { get; } = [];

    /// <summary>Gets or sets what a name resolves to; the number counts the look-ups, from 0.</summary>
    public Func<string, int, IPAddress[]> Names { get; set; } = (_, _) => [PublicAddress];

    /// <summary>Gets or sets what happens before a connection is made: to throw is to refuse it.</summary>
    public Action<IPEndPoint> Answers { get; set; } = _ => { };

    public DownloadNetwork AsNetwork() => new(time)
    {
        ResolveAsync = (host, _) =>
        {
            var count = Lookups.Count;
            Lookups.Enqueue(host);
            return Task.FromResult(IPAddress.TryParse(host, out var literal) ? [literal] : Names(host, count));
        },
        ConnectAsync = ConnectAsync,
        Tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { server.Certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        Connects.Enqueue(address);
        Answers(address);
        var port = PublicAddress.Equals(address.Address) && address.Port == 443 ? server.HttpsPort : address.Port;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
