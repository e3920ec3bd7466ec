namespace Dressora;

/// <summary>Fetches files from addresses that strangers gave.</summary>
/// <remarks>
/// A host has one, <see cref="GuardedDownloader"/>; the seam is there for worlds without a
/// network.
/// </remarks>
internal interface IDownloader
{
    /// <summary>Fetches one file.</summary>
    Task<Download> FetchAsync(Uri url, DownloadRules rules, CancellationToken cancellationToken);
}
