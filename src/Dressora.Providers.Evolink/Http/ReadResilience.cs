using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Dressora.Providers.Evolink;

/// <summary>
/// How reads are retried: twice, for passing faults only, within the time of one read.
/// </summary>
internal static class ReadResilience
{
    private const int TriesMax = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Fits the standard handler to reads.</summary>
    /// <param name="options">What the handler is made from.</param>
    /// <param name="readTimeout">The most that one read may take, its retries included.</param>
    public static void Configure(HttpStandardResilienceOptions options, TimeSpan readTimeout)
    {
        options.TotalRequestTimeout.Timeout = readTimeout;
        options.AttemptTimeout.Timeout = readTimeout / TriesMax;
        options.Retry.MaxRetryAttempts = TriesMax - 1;
        options.Retry.Delay = FirstDelay;
        options.Retry.ShouldRetryAfterHeader = false;
        options.Retry.ShouldHandle = static arguments => ValueTask.FromResult(IsPassing(arguments.Outcome));
        options.Retry.DisableFor(HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch);

        // The handler's own rule: the breaker samples at least twice as long as one try may take.
        var twoTries = 2 * options.AttemptTimeout.Timeout;
        if (options.CircuitBreaker.SamplingDuration < twoTries)
        {
            options.CircuitBreaker.SamplingDuration = twoTries;
        }
    }

    // A 429, and whatever says when to come back, goes to the caller, who can wait without holding anything.
    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response
            ? response.Headers.RetryAfter is null
                && response.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
            : HttpClientResiliencePredicates.IsTransient(outcome);
}
