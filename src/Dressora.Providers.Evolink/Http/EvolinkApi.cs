using System.Net.Http.Headers;
using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>
/// Sends the calls of one account. Bounds every answer in time and size, and adds the key.
/// </summary>
internal sealed class EvolinkApi
{
    private const int BodyBytesMax = 1 << 20;

    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly string _sendOnce;
    private readonly string _reads;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly TimeSpan _createTimeout;
    private readonly TimeSpan _readTimeout;

    /// <summary>Reads the options once; changing them later changes nothing here.</summary>
    public EvolinkApi(string provider, IHttpClientFactory clients, EvolinkOptions options, TimeProvider time)
    {
        _clients = clients;
        _time = time;
        _sendOnce = EvolinkClients.SendOnce(provider);
        _reads = EvolinkClients.Reads(provider);
        _authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        _createTimeout = options.CreateTimeout ?? Timeout.InfiniteTimeSpan;
        _readTimeout = options.ReadTimeout;
        Endpoints = new EvolinkEndpoints(options);
    }

    /// <summary>Gets the addresses of the account.</summary>
    public EvolinkEndpoints Endpoints { get; }

    /// <summary>Posts once, whatever happens. Throws what the transport throws.</summary>
    public async Task<EvolinkAnswer> SendOnceAsync(Uri url, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.AllowOneSend();
        return await SendAsync(_sendOnce, request, _createTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Posts once; a transport failure is a <see cref="ProviderException"/>.</summary>
    public async Task<EvolinkAnswer> UploadAsync(Uri url, HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await SendOnceAsync(url, content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportFailure.From(exception);
        }
    }

    /// <summary>
    /// Sends a call that may be repeated; a transport failure is a
    /// <see cref="ProviderException"/>.
    /// </summary>
    public async Task<EvolinkAnswer> ReadAsync(HttpMethod method, Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        try
        {
            return await SendAsync(_reads, request, _readTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportFailure.From(exception);
        }
    }

    /// <summary>Sends, and reads the answer to its end, both within one time limit.</summary>
    private async Task<EvolinkAnswer> SendAsync(
        string client, HttpRequestMessage request, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var http = _clients.CreateClient(client);
        request.Headers.Authorization = _authorization;

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        var body = await ReadBodyAsync(response, either.Token).ConfigureAwait(false);
        return new EvolinkAnswer(response.StatusCode, body, WaitOf(response));
    }

    /// <summary>
    /// Reads a body of at most a mebibyte. A longer or broken one is an error only where the
    /// status was a success.
    /// </summary>
    private static async Task<JsonElement> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(BodyBytesMax, cancellationToken).ConfigureAwait(false);
            return EvolinkJson.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception) when (!response.IsSuccessStatusCode)
        {
            return default; // An error's status says what counts, however its body ends.
        }
    }

    /// <summary>
    /// Reads <c>Retry-After</c>, as seconds or as a date; at most a day, and nothing that lies in
    /// the past.
    /// </summary>
    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is null || wait < TimeSpan.Zero ? null : wait < WaitMax ? wait : WaitMax;
    }
}
