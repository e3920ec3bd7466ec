using System.Net;

namespace Dressora;

/// <summary>
/// What a URL says about itself, before anything is looked up: used for requests at once, and
/// again before every hop.
/// </summary>
internal static class UrlGuard
{
    /// <summary>The longest URL, in characters.</summary>
    public const int LengthMax = 8_192;

    private const string LocalName = "localhost";

    /// <summary>
    /// Returns the first problem of a URL from outside; <see langword="null"/> when it may be
    /// tried.
    /// </summary>
    /// <remarks>
    /// A name that resolves to a private address passes here and is refused when it is connected
    /// to.
    /// </remarks>
    public static UrlProblem? Check(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.OriginalString.Length > LengthMax)
        {
            return new UrlProblem(TransferRefusals.InvalidUrl, $"The URL must be absolute, with at most {LengthMax} characters.");
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return new UrlProblem(TransferRefusals.HttpsRequired, "The URL must begin with https.");
        }

        return CheckCredentials(url) ?? CheckHost(UrlHosts.Of(url));
    }

    /// <summary>
    /// Refuses a user name or password in a URL: it would end in places where URLs are kept.
    /// </summary>
    public static UrlProblem? CheckCredentials(Uri url) => url.UserInfo.Length == 0
        ? null
        : new UrlProblem(TransferRefusals.CredentialsInUrl, "The URL must not contain a user name or password.");

    private static UrlProblem? CheckHost(string host)
    {
        if (host.Length == 0)
        {
            return new UrlProblem(TransferRefusals.InvalidUrl, "The URL must name a host.");
        }

        // Parsed here as well: Uri leaves '127.0.0.1.' a name, and some resolvers take it for the address.
        var isPrivate = IPAddress.TryParse(host, out var address)
            ? !PublicAddresses.Contains(address)
            : host == LocalName || host.EndsWith("." + LocalName, StringComparison.Ordinal);
        return isPrivate
            ? new UrlProblem(TransferRefusals.PrivateAddress, "The URL must not point to a private or local address.")
            : null;
    }
}
