using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Dressora.Storage.R2.Tests;

/// <summary>Looks into the simulator's bucket with the service's own client, past our code.</summary>
internal static class R2Bucket
{
    /// <summary>Lists every key, with its length.</summary>
    public static async Task<Dictionary<string, long>> ListAsync(R2Process r2, CancellationToken cancellationToken)
    {
        using var client = new AmazonS3Client(
            new BasicAWSCredentials(R2Process.AccessKeyId, R2Process.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = r2.Endpoint.AbsoluteUri,
                ForcePathStyle = true,
                AuthenticationRegion = "auto",
                HttpClientFactory = new Trusting(r2),
            });
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var listed in client.Paginators
            .ListObjectsV2(new ListObjectsV2Request { BucketName = R2Process.Bucket }).S3Objects.WithCancellation(cancellationToken))
        {
            found.Add(listed.Key, listed.Size ?? 0);
        }

        return found;
    }

    private sealed class Trusting(R2Process r2) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
        {
            SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == r2.Certificate.GetCertHashString() },
        });
    }
}
