using System.Net;
using System.Net.Sockets;

namespace Dressora.Emulators;

/// <summary>
/// Where callbacks may go: public https addresses, and this machine where that is allowed.
/// </summary>
internal static class CallbackUrlRule
{
    private const string Field = "callback_url";
    private const int LengthMax = 2_048;

    private static readonly IPNetwork[] PrivateNetworks =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("::/127"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>
    /// The rule that is broken, or <see langword="null"/>. Names are not resolved.
    /// </summary>
    public static Problem? Check(string value, bool allowLoopback)
    {
        if (value.Length > LengthMax)
        {
            return new Problem($"callback_url has {value.Length} characters; at most {LengthMax} are allowed.", Field);
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return new Problem("callback_url must be an absolute HTTPS URL.", Field);
        }

        if (allowLoopback && IsLoopback(url))
        {
            return null;
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return new Problem("callback_url must use HTTPS.", Field);
        }

        return IsLoopback(url) || IsPrivate(url) ? new Problem("callback_url must not point to a private address.", Field) : null;
    }

    private static bool IsLoopback(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(Plain(address)));
    }

    private static bool IsPrivate(Uri url) =>
        IPAddress.TryParse(url.IdnHost.TrimEnd('.'), out var address) && PrivateNetworks.Any(network => network.Contains(Plain(address)));

    private static IPAddress Plain(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
