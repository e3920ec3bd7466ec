namespace Dressora;

/// <summary>
/// Sends requests straight to a handler. Thread-safe, as the handler is.
/// </summary>
/// <remarks>
/// <see cref="HttpMessageInvoker"/> and <see cref="HttpClient"/> tell the path of every request
/// to whoever listens to the process; the handlers beneath them do not.
/// </remarks>
internal sealed class QuietSender(HttpMessageHandler handler) : DelegatingHandler(handler)
{
    /// <summary>Sends one request, and returns once the headers of the answer are here.</summary>
    public Task<HttpResponseMessage> RequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);
}
