namespace Dressora;

/// <summary>
/// The stable codes of a refused transfer. Asking for the same URL again will not help.
/// </summary>
internal static class TransferRefusals
{
    /// <summary>The URL is relative, has no host, or is too long.</summary>
    public const string InvalidUrl = "invalid_url";

    /// <summary>The URL has another scheme than https.</summary>
    public const string HttpsRequired = "https_required";

    /// <summary>The URL contains a user name or password.</summary>
    public const string CredentialsInUrl = "credentials_in_url";

    /// <summary>The URL names, or its host resolves to, an address that is not public.</summary>
    public const string PrivateAddress = "private_address";

    /// <summary>The host is not among those that this download may use.</summary>
    public const string HostNotAllowed = "host_not_allowed";

    /// <summary>There were more redirects than are followed.</summary>
    public const string TooManyRedirects = "too_many_redirects";

    /// <summary>The body is compressed, although it was asked not to be.</summary>
    public const string Encoded = "encoded";

    /// <summary>The file has more bytes than allowed, as announced or as counted.</summary>
    public const string TooLarge = "too_large";
}
