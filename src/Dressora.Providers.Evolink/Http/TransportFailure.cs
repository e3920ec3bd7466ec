using Polly.Timeout;

namespace Dressora.Providers.Evolink;

/// <summary>Turns what a repeatable call threw into the exception of the seam.</summary>
internal static class TransportFailure
{
    /// <summary>
    /// Names the failure by a word. What the caller itself canceled must not come here.
    /// </summary>
    public static ProviderException From(Exception exception)
    {
        var code = exception switch
        {
            OperationCanceledException or TimeoutRejectedException => "timeout",
            HttpRequestException http => http.HttpRequestError.ToString(),
            _ => exception.GetType().Name,
        };
        return new ProviderException(new ProviderError(ProviderErrorKind.Unavailable, code), exception);
    }
}
