namespace Dressora;

/// <summary>
/// One spelling per host: ASCII, lower case, no brackets, no trailing dot. Everything that
/// compares hosts compares this.
/// </summary>
internal static class UrlHosts
{
    /// <summary>
    /// Returns the host of an absolute URL in that spelling; empty when it has none.
    /// </summary>
    public static string Of(Uri url) => Normalize(url.IdnHost);

    /// <summary>Brings a host, or a pattern of hosts, into that spelling.</summary>
    public static string Normalize(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    /// <summary>
    /// Matches a host against patterns: an exact name, or <c>*.suffix</c> for every name below a
    /// suffix, not the suffix itself.
    /// </summary>
    public static bool MatchesAny(string host, IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            var rule = Normalize(pattern);
            var matches = rule.StartsWith("*.", StringComparison.Ordinal)
                ? host.Length > rule.Length - 1 && host.EndsWith(rule[1..], StringComparison.Ordinal)
                : host.Equals(rule, StringComparison.Ordinal);
            if (matches)
            {
                return true;
            }
        }

        return false;
    }
}
