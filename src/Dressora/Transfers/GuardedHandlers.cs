using System.Net;
using System.Net.Sockets;

namespace Dressora;

/// <summary>
/// Makes the innermost HTTP handlers: no proxy, cookies, credentials, redirects, decompression or
/// tracing of the URL.
/// </summary>
/// <remarks>
/// They are used without <c>IHttpClientFactory</c>, so nothing that a host adds to every client
/// (retries, loggers, headers) is around them.
/// </remarks>
internal static class GuardedHandlers
{
    private const int AddressesMax = 16;
    private const int HeaderKibibytesMax = 32;

    /// <summary>
    /// Makes one that connects only to hosts whose addresses are all public, and to the very
    /// addresses that were checked.
    /// </summary>
    public static SocketsHttpHandler ForPublicHosts(DownloadNetwork network, TimeSpan connectTimeout) =>
        Create(network, connectTimeout, static addresses => addresses.All(PublicAddresses.Contains));

    /// <summary>
    /// Makes one for origins that the host configured, wherever they are. Its connections are
    /// never shared with the other's.
    /// </summary>
    public static SocketsHttpHandler ForTrustedOrigins(DownloadNetwork network, TimeSpan connectTimeout) =>
        Create(network, connectTimeout, static _ => true);

    private static SocketsHttpHandler Create(DownloadNetwork network, TimeSpan connectTimeout, Predicate<IPAddress[]> allowed) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        // Without a propagator neither trace headers nor a span with the URL in it leave this handler.
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = HeaderKibibytesMax,
        MaxResponseDrainSize = 0,
        ConnectTimeout = connectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        SslOptions = network.Tls,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var addresses = await network.ResolveAsync(UrlHosts.Normalize(context.DnsEndPoint.Host), cancellationToken)
                .ConfigureAwait(false);
            if (addresses.Length == 0)
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }

            // All of them, before any is used: a name with one private address is not trusted with the others.
            if (!allowed(addresses))
            {
                throw new AddressRefusedException();
            }

            return await network.ConnectToAnyAsync(
                [.. addresses.Take(AddressesMax)], context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
        },
    };
}
