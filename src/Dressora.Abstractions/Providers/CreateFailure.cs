using System.Globalization;
using System.Net;

namespace Dressora.Providers;

/// <summary>
/// Turns what a create's HTTP call threw or answered into a <see cref="TaskCreation"/>, by what
/// it proves about the bill.
/// </summary>
public static class CreateFailure
{
    /// <summary>
    /// Classifies an exception: name resolution, a refused connection and a failed TLS handshake
    /// prove that nothing was sent.
    /// </summary>
    public static TaskCreation From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            AlreadySentException { Answered: { } status } => From(status),
            AlreadySentException { InnerException: { } failure } => From(failure),
            HttpRequestException { HttpRequestError: var reason } when ProvesNothingWasSent(reason) =>
                new TaskCreation.Refused(new ProviderError(ProviderErrorKind.Unavailable, reason.ToString())),
            OperationCanceledException => new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unavailable, "timeout")),
            _ => new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unknown, exception.GetType().Name)),
        };
    }

    /// <summary>Classifies an error status whose body says nothing better: only 429 and other 4xx prove that nothing was billed.</summary>
    /// <param name="status">The status; not a success.</param>
    /// <param name="retryAfter">What the answer asked to wait, if anything.</param>
    public static TaskCreation From(HttpStatusCode status, TimeSpan? retryAfter = null)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        return (int)status switch
        {
            429 => new TaskCreation.Refused(new ProviderError(ProviderErrorKind.Throttled, code) { RetryAfter = retryAfter }),
            401 or 402 or 403 => new TaskCreation.Refused(new ProviderError(ProviderErrorKind.ProviderAccount, code)),
            408 => new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unavailable, code)),
            >= 400 and < 500 => new TaskCreation.Refused(new ProviderError(ProviderErrorKind.InvalidRequest, code)),
            _ => new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unavailable, code)),
        };
    }

    private static bool ProvesNothingWasSent(HttpRequestError reason) => reason
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError;
}
