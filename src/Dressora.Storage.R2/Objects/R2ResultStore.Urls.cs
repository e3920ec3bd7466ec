using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;

namespace Dressora.Storage.R2;

internal sealed partial class R2ResultStore
{
    // S3's own bound on a presigned URL: https://developers.cloudflare.com/r2/api/s3/presigned-urls/.
    private static readonly TimeSpan SignedLifetimeMax = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ThrowIfDefault(key);
        ThrowIfUnsignable(lifetime);
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.PublicBaseUrl is { } home && !key.IsPrivate)
        {
            return new Uri($"{home.AbsoluteUri.TrimEnd('/')}/{NameOf(key)}");
        }

        return await SignAsync(new GetPreSignedUrlRequest { Verb = HttpVerb.GET }, key, lifetime).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StorageUploadUrl?> GetUploadUrlAsync(
        StorageKey key, string contentType, long bytes, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ThrowIfDefault(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ThrowIfUnsignable(lifetime);
        cancellationToken.ThrowIfCancellationRequested();
        var length = bytes.ToString(CultureInfo.InvariantCulture);
        var request = new GetPreSignedUrlRequest { Verb = HttpVerb.PUT, ContentType = contentType };
        request.Headers["Content-Length"] = length; // Signed, so that no more than announced can be put.
        return new StorageUploadUrl(
            await SignAsync(request, key, lifetime).ConfigureAwait(false),
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType, ["Content-Length"] = length });
    }

    private static void ThrowIfUnsignable(TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, SignedLifetimeMax);
    }

    private async Task<Uri> SignAsync(GetPreSignedUrlRequest request, StorageKey key, TimeSpan lifetime)
    {
        request.BucketName = _options.Bucket;
        request.Key = NameOf(key);
        // The SDK signs by the system's clock, whatever the application's is.
        request.Expires = TimeProvider.System.GetUtcNow().UtcDateTime + lifetime;
        request.Protocol = _isEncrypted ? Protocol.HTTPS : Protocol.HTTP;
        return new Uri(await _client.GetPreSignedURLAsync(request).ConfigureAwait(false));
    }
}
