namespace Dressora.Providers;

/// <summary>
/// Lets a billable request through once. Make it the primary handler of the client that sends
/// creates.
/// </summary>
/// <remarks>
/// Hosts retry behind our back: service defaults can put a retrying handler on every
/// <see cref="HttpClient"/>. Those wrap the primary handler, so here, innermost, every further
/// try of one request ends before its first byte, and says what the first was answered.
/// Thread-safe. Requests must be marked with <see cref="SendOnceRequests.AllowOneSend"/>; an
/// unmarked one is not sent at all.
/// </remarks>
public sealed class SendOnceHandler : DelegatingHandler
{
    /// <summary>Wraps the handler that reaches the network.</summary>
    public SendOnceHandler(HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="AlreadySentException">The request was let through before.</exception>
    /// <exception cref="InvalidOperationException">The request is not marked.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var permit = SendOnceRequests.PermitOf(request)
            ?? throw new InvalidOperationException("A billable request must be marked with AllowOneSend() before it is sent.");
        if (!permit.TryTake())
        {
            throw new AlreadySentException(permit.Answered, permit.Failure);
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            permit.Answered = response.StatusCode;
            return response;
        }
        catch (Exception failure)
        {
            permit.Failure = failure;
            throw;
        }
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Billable requests are sent asynchronously.");
}
