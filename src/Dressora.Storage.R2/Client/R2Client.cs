using Amazon.Runtime;
using Amazon.S3;

namespace Dressora.Storage.R2;

/// <summary>Makes the S3 client, with what R2 needs it to be told.</summary>
internal static class R2Client
{
    /// <summary>Makes a client; whoever made it disposes it.</summary>
    /// <remarks>
    /// R2 takes neither chunked signatures nor the checksums that the SDK adds by itself, and signs for the region <c>auto</c>; see
    /// https://developers.cloudflare.com/r2/api/s3/api/. Retries are ours (<see cref="R2Retries"/>), so the SDK has none.
    /// </remarks>
    public static AmazonS3Client Create(R2Options options) => new(
        new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = EndpointOf(options).AbsoluteUri,
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            IgnoreConfiguredEndpointUrls = true, // The environment of a host with AWS tools must not move its results elsewhere.
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
            HttpClientFactory = new R2HttpClientFactory(options.ConfigureHandler),
        });

    /// <summary>Returns the address of the service.</summary>
    public static Uri EndpointOf(R2Options options) =>
        options.Endpoint ?? new Uri($"https://{options.AccountId}.r2.cloudflarestorage.com");
}
