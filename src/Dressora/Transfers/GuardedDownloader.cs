using System.Buffers;
using System.Net;

namespace Dressora;

/// <summary>
/// Fetches files from URLs that others chose, without reaching anything that is not public and
/// without running out of anything.
/// </summary>
/// <remarks>
/// Every hop is checked by its URL before it is sent and by its addresses when it is connected.
/// Configured origins have a handler, and so connections, of their own. Thread-safe. At most
/// <see cref="TransferOptions.ConcurrencyMax"/> downloads run at once; the next one waits.
/// </remarks>
internal sealed class GuardedDownloader : IDownloader, IDisposable
{
    /// <summary>How many redirects are followed.</summary>
    public const int RedirectsMax = 5;

    private readonly Spooler _spooler;
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns;
    private readonly QuietSender _public;
    private readonly QuietSender _trusted;

    public GuardedDownloader(Spooler spooler, TransferOptions options, TimeProvider time)
        : this(spooler, options, time, new DownloadNetwork(time))
    {
    }

    internal GuardedDownloader(Spooler spooler, TransferOptions options, TimeProvider time, DownloadNetwork network)
    {
        _spooler = spooler;
        _options = options;
        _time = time;
        _turns = new SemaphoreSlim(_options.ConcurrencyMax);
        _public = new QuietSender(GuardedHandlers.ForPublicHosts(network, _options.HeadersTimeout));
        _trusted = new QuietSender(GuardedHandlers.ForTrustedOrigins(network, _options.HeadersTimeout));
    }

    /// <summary>Fetches one file.</summary>
    /// <param name="url">Where it is. Nothing of it reaches logs, traces or the answer.</param>
    /// <param name="rules">What this download may do.</param>
    /// <param name="cancellationToken">Gives up; nothing stays behind.</param>
    /// <returns>The file, which the caller disposes, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up. A time-out of ours is <see cref="Download.Unavailable"/>.</exception>
    /// <exception cref="IOException">This machine could not keep the file. The network's own failures never arrive as this.</exception>
    public async Task<Download> FetchAsync(Uri url, DownloadRules rules, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(rules);
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var deadline = new TransferDeadline(_options, _time, cancellationToken);
            try
            {
                return await FollowAsync(url, rules, deadline).ConfigureAwait(false);
            }
            catch (HttpRequestException failure)
            {
                return DownloadFailures.From(failure);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new Download.Unavailable(deadline.Reason);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _public.Dispose();
        _trusted.Dispose();
        _turns.Dispose();
    }

    private async Task<Download> FollowAsync(Uri first, DownloadRules rules, TransferDeadline deadline)
    {
        var url = first;
        var trusted = rules.Trusts(first);
        for (var redirects = 0; redirects <= RedirectsMax; redirects++)
        {
            var problem = trusted ? UrlGuard.CheckCredentials(url) : rules.Check(url);
            if (problem is not null)
            {
                return new Download.Refused(problem.Code, problem.Message);
            }

            using var request = RequestFor(url);
            using var response = await (trusted ? _trusted : _public).RequestAsync(request, deadline.Token).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode))
            {
                return response.StatusCode == HttpStatusCode.OK
                    ? await TakeAsync(response.Content, rules.BytesMax, deadline).ConfigureAwait(false)
                    : DownloadFailures.From(response.StatusCode);
            }

            if (response.Headers.Location is not { } location || !Uri.TryCreate(url, location, out var next))
            {
                return new Download.Unavailable("the server redirected to nowhere");
            }

            url = next;
            trusted = false; // What the host configured is one address; where it points to is somebody else's choice.
        }

        return new Download.Refused(TransferRefusals.TooManyRedirects, $"The URL redirects more than {RedirectsMax} times.");
    }

    private async Task<Download> TakeAsync(HttpContent content, long bytesMax, TransferDeadline deadline)
    {
        if (DownloadFailures.FromHeaders(content.Headers, bytesMax) is { } refused)
        {
            return refused;
        }

        deadline.Moved();
        var body = await content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
        var spool = _spooler.Start(bytesMax, content.Headers.ContentLength);
        await using var disposal = spool.ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(Spooler.ChunkBytes);
        try
        {
            while (true)
            {
                var read = await ReadAsync(body, buffer, deadline.Token).ConfigureAwait(false);
                deadline.Moved();
                if (read is null)
                {
                    return new Download.Unavailable("the connection broke off");
                }

                if (read == 0)
                {
                    return new Download.Fetched(spool.Complete());
                }

                if (!await spool.TryWriteAsync(buffer.AsMemory(0, read.Value), deadline.Token).ConfigureAwait(false))
                {
                    return DownloadFailures.TooLarge(bytesMax);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Only the network's own failures are an answer; a full disk, met while writing, is this machine's trouble and passes through.
    private static async ValueTask<int?> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static HttpRequestMessage RequestFor(Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, WithoutTrailingDot(url)) { Version = HttpVersion.Version11 };
        request.Headers.TryAddWithoutValidation("User-Agent", "Dressora");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        return request;
    }

    private static Uri WithoutTrailingDot(Uri url) =>
        url.IdnHost.EndsWith('.') ? new UriBuilder(url) { Host = UrlHosts.Of(url) }.Uri : url;

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;
}
