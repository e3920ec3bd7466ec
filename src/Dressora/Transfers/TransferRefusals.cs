namespace Dressora;

/// <summary>The stable codes of a refused transfer. Asking for the same URL again will not help.</summary>
internal static class TransferRefusals
{
    public const string InvalidUrl = "invalid_url";
    public const string HttpsRequired = "https_required";
    public const string CredentialsInUrl = "credentials_in_url";
    public const string PrivateAddress = "private_address";
    public const string HostNotAllowed = "host_not_allowed";
    public const string TooManyRedirects = "too_many_redirects";
    public const string Encoded = "encoded";
    public const string TooLarge = "too_large";
}
