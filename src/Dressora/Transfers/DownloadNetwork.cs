using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Dressora;

/// <summary>
/// The network as a download sees it: names, connections and whom TLS believes.
/// </summary>
internal sealed class DownloadNetwork(TimeProvider time)
{
    private static readonly TimeSpan PerAddress = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets how a host name becomes addresses. An address in text form is its own answer.
    /// </summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync { get; init; } =
        static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>Gets how one address is connected to.</summary>
    public Func<IPEndPoint, CancellationToken, Task<Stream>> ConnectAsync { get; init; } = ConnectSocketAsync;

    /// <summary>
    /// Gets what TLS is negotiated with; by default the system's own roots decide.
    /// </summary>
    public SslClientAuthenticationOptions Tls { get; init; } = new();

    /// <summary>
    /// Connects to the first of these addresses that answers, and to no other. Each has 5
    /// seconds.
    /// </summary>
    public async Task<Stream> ConnectToAnyAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            using var limit = new CancellationTokenSource(PerAddress, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[i], port), both.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                // The next address may answer: many names have an IPv6 address that this network cannot reach.
                if (i + 1 == addresses.Count)
                {
                    throw failure as SocketException ?? new SocketException((int)SocketError.TimedOut);
                }
            }
        }
    }

    private static async Task<Stream> ConnectSocketAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
