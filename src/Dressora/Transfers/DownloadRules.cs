namespace Dressora;

/// <summary>What one download may do beyond the rules that hold for all.</summary>
internal sealed record DownloadRules
{
    /// <summary>Gets how many bytes the file may have.</summary>
    /// <value>
    /// Required: <see cref="TransferOptions.ResultBytesMax"/> or
    /// <see cref="TransferOptions.UploadBytesMax"/>.
    /// </value>
    public required long BytesMax { get; init; }

    /// <summary>
    /// Gets the hosts, exact or <c>*.suffix</c>, that the URL and every redirect may name. Empty:
    /// any public host.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Gets the origins that the host itself configured. The first URL may lie exactly there,
    /// plain http and private addresses included. A redirect never profits from it.
    /// </summary>
    public IReadOnlyList<Uri> TrustedOrigins { get; init; } = [];

    /// <summary>
    /// Whether a first URL lies at one of <see cref="TrustedOrigins"/>: same scheme, host and
    /// port.
    /// </summary>
    public bool Trusts(Uri url)
    {
        foreach (var origin in TrustedOrigins)
        {
            if (url.IsAbsoluteUri && IsSameOrigin(url, origin))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the first problem of a URL that is not trusted.</summary>
    public UrlProblem? Check(Uri url) => UrlGuard.Check(url)
        ?? (AllowedHosts.Count == 0 || UrlHosts.MatchesAny(UrlHosts.Of(url), AllowedHosts)
            ? null
            : new UrlProblem(TransferRefusals.HostNotAllowed, "The host is not among those that files may come from."));

    private static bool IsSameOrigin(Uri url, Uri origin) =>
        (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.Scheme == origin.Scheme
        && url.Port == origin.Port
        && UrlHosts.Of(url) == UrlHosts.Of(origin);
}
