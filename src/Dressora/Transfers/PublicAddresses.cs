using System.Net;
using System.Net.Sockets;
using Microsoft.Security.AntiSSRF;

namespace Dressora;

/// <summary>Tells public internet addresses from all others.</summary>
internal static class PublicAddresses
{
    // The package's table is data only. Its own HTTP handler is not used: it can neither be given a resolver nor trust one origin.
    private static readonly IPNetwork[] Special = [.. IPAddressRanges.recommendedV1.Select(IPNetwork.Parse)];

    // Everything else in IPv6 is local, reserved, or a wrapper around an IPv4 address (mapped, compatible, NAT64).
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>
    /// Whether an address is on the public internet: not private, loopback, link-local, shared,
    /// metadata, multicast, documentation or reserved, and not an IPv6 form that carries an IPv4
    /// address, whatever that one is.
    /// </summary>
    public static bool Contains(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && (address.ScopeId != 0 || !GlobalUnicast.Contains(address)))
        {
            return false;
        }

        foreach (var network in Special)
        {
            if (network.Contains(address))
            {
                return false;
            }
        }

        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
    }
}
