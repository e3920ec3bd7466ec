using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>
/// The emulator's own requests. It has a client of its own, so that nothing a host puts on its
/// clients applies.
/// </summary>
internal sealed class Backchannel(IOptions<EvolinkEmulatorOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>The largest image that is downloaded, in bytes.</summary>
    public const int DownloadBytesMax = 50 * 1024 * 1024;

    private static readonly TimeSpan DownloadTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallbackTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(options.Value.BackchannelHandler?.Invoke() ?? Sockets()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Downloads a file; <see langword="null"/> when there is none, it is too large, or it takes more than 30 seconds.</summary>
    /// <param name="url">Any http or https URL: nothing is blocked here.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    public async Task<byte[]?> DownloadAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(DownloadTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            var content = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            await using var disposal = content.ConfigureAwait(false);
            return await CallBody.ReadAsync(content, DownloadBytesMax, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Posts a callback once.</summary>
    /// <returns>The status; zero when there was none within 10 seconds.</returns>
    public async Task<int> PostAsync(string url, byte[] body, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(CallbackTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            return (int)response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler Sockets() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
    };
}
