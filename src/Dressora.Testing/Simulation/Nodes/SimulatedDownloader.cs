using System.Globalization;

namespace Dressora.Testing;

/// <summary>
/// Fetches without a network: every address is an image, but for those that say themselves that
/// they have expired.
/// </summary>
internal sealed class SimulatedDownloader(Spooler spooler, NodeLife life, ICallGate gate, Func<Uri, JobId?> jobOf) : IDownloader
{
    public Task<Download> FetchAsync(Uri url, DownloadRules rules, CancellationToken cancellationToken) => gate.CallAsync(
        life,
        CallKind.Fetch,
        jobOf(url),
        async () => OutputServer.StatusOf(url) is var status && status != OutputServer.Ok
            ? new Download.Gone(int.Parse(status, CultureInfo.InvariantCulture))
            : await SpoolAsync(cancellationToken).ConfigureAwait(false),
        _ => Task.FromResult<Download>(new Download.Unavailable("no connection")));

    private async Task<Download> SpoolAsync(CancellationToken cancellationToken)
    {
        var spool = spooler.Start(TestImages.Png.Length);
        await using var disposal = spool.ConfigureAwait(false);
        await spool.TryWriteAsync(TestImages.Png, cancellationToken).ConfigureAwait(false);
        return new Download.Fetched(spool.Complete());
    }
}
