using Amazon.Runtime;
using Polly;
using Polly.Retry;

namespace Dressora.Storage.R2;

/// <summary>When a failed call is tried again, and how long before.</summary>
internal static class R2Retries
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    // R2 takes one write per second and key: https://developers.cloudflare.com/r2/platform/limits/.
    private static readonly TimeSpan AfterTooMuch = TimeSpan.FromSeconds(1);

    /// <summary>Makes the retries; without any where <see cref="R2Options.Retries"/> is zero.</summary>
    public static ResiliencePipeline Create(R2Options options, TimeProvider time)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } failure && R2Failures.MayPass(failure)),
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(
                    DelayBefore(arguments.AttemptNumber, arguments.Outcome.Exception is AmazonServiceException { StatusCode: (System.Net.HttpStatusCode)429 })),
            });
        }

        return pipeline.Build();
    }

    /// <summary>Doubles with every try; up to as much again is left to chance, so that those who failed together do not come again together.</summary>
    private static TimeSpan DelayBefore(int retry, bool wasTooMuch) =>
        (wasTooMuch ? AfterTooMuch : Shortest) * (1 << retry) * (1 + Random.Shared.NextDouble());
}
