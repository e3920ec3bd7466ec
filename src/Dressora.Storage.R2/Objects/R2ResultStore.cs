using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Polly;

namespace Dressora.Storage.R2;

/// <summary>Keeps objects in one bucket, below one prefix.</summary>
internal sealed partial class R2ResultStore : IResultStore, IDisposable
{
    private const string Sha256Metadata = "sha256";

    private readonly R2Options _options;
    private readonly TimeProvider _time;
    private readonly AmazonS3Client _client;
    private readonly ResiliencePipeline _retries;
    private readonly bool _isEncrypted;

    public R2ResultStore(R2Options options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _client = R2Client.Create(options);
        _retries = R2Retries.Create(options, time);
        _isEncrypted = R2Client.EndpointOf(options).Scheme == Uri.UriSchemeHttps;
    }

    /// <summary>Gets the settings.</summary>
    public R2Options Options => _options;

    /// <inheritdoc/>
    public async Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default)
    {
        ThrowIfDefault(key);
        ArgumentNullException.ThrowIfNull(content);
        await CallAsync(
            "store",
            async token =>
            {
                try
                {
                    await PutOnceAsync(key, content, token).ConfigureAwait(false);
                }
                catch (AmazonS3Exception answer) when (_options.CreateOnly && answer.StatusCode == HttpStatusCode.PreconditionFailed)
                {
                    await MakeSureItIsOursAsync(key, content, answer, token).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens an object; its stream is read once, from its beginning to its end.</summary>
    public async Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default)
    {
        ThrowIfDefault(key);
        return await CallAsync<Stream?>(
            "read",
            async token =>
            {
                try
                {
                    var response = await _client.GetObjectAsync(
                        new GetObjectRequest { BucketName = _options.Bucket, Key = NameOf(key) }, token).ConfigureAwait(false);
                    return new ObjectStream(response);
                }
                catch (AmazonS3Exception answer) when (IsMissing(answer))
                {
                    return null;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default)
    {
        ThrowIfDefault(key);
        await DeleteAsync(NameOf(key), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default)
    {
        ThrowIfDefault(folder);
        string? next = null;
        do
        {
            var page = await CallAsync(
                "list",
                token => _client.ListObjectsV2Async(
                    new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = NameOf(folder) + "/", ContinuationToken = next }, token),
                cancellationToken).ConfigureAwait(false);
            foreach (var listed in page.S3Objects ?? [])
            {
                await DeleteAsync(listed.Key, cancellationToken).ConfigureAwait(false);
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static void ThrowIfDefault(StorageKey key)
    {
        if (key == default)
        {
            throw new ArgumentException("The default key names no object.", nameof(key));
        }
    }

    // A bucket that is not there must not pass for an object that is not there.
    private static bool IsMissing(AmazonS3Exception answer) =>
        answer.StatusCode == HttpStatusCode.NotFound && answer.ErrorCode is not "NoSuchBucket";

    private string NameOf(StorageKey key) => _options.Prefix.Length == 0 ? key.Value : $"{_options.Prefix}/{key.Value}";

    private async Task PutOnceAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken)
    {
        var source = await content.Open(cancellationToken).ConfigureAwait(false);
        var verified = new VerifiedContent(source, content, canRewind: !_isEncrypted);
        await using var disposal = verified.ConfigureAwait(false);
        try
        {
            await _client.PutObjectAsync(RequestFor(key, content, verified), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (verified.Failure is { } failure)
        {
            throw failure;
        }
    }

    private PutObjectRequest RequestFor(StorageKey key, StoredContent content, VerifiedContent verified)
    {
        var request = new PutObjectRequest
        {
            BucketName = _options.Bucket,
            Key = NameOf(key),
            InputStream = verified,
            AutoCloseStream = false,
            AutoResetStreamPosition = false,
            ContentType = content.ContentType,
            // Over plain http the body is signed: the SDK reads it twice.
            DisablePayloadSigning = _isEncrypted,
            DisableDefaultChecksumValidation = true,
            UseChunkEncoding = false,
        };
        request.Headers.ContentLength = content.Bytes;
        // A stored object never changes. What is private is not for caches on the way.
        request.Headers.CacheControl = key.IsPrivate ? "private, max-age=31536000, immutable" : "public, max-age=31536000, immutable";
        request.Headers.ContentDisposition = $"inline; filename=\"{FileNames.Of(key, content.ContentType)}\"";
        foreach (var (name, value) in _options.Metadata)
        {
            request.Metadata[name] = value;
        }

        request.Metadata[Sha256Metadata] = Convert.ToHexStringLower(content.Sha256.Span);
        if (_options.CreateOnly)
        {
            request.IfNoneMatch = "*";
        }

        return request;
    }

    /// <summary>Our own earlier put, whose answer was lost, is no conflict.</summary>
    private async Task MakeSureItIsOursAsync(
        StorageKey key, StoredContent content, AmazonS3Exception conflict, CancellationToken cancellationToken)
    {
        var there = await _client.GetObjectMetadataAsync(_options.Bucket, NameOf(key), cancellationToken).ConfigureAwait(false);
        if (there.ContentLength != content.Bytes || there.Metadata[Sha256Metadata] != Convert.ToHexStringLower(content.Sha256.Span))
        {
            throw conflict;
        }
    }

    private Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) => CallAsync(
        "delete",
        async token =>
        {
            try
            {
                await _client.DeleteObjectAsync(_options.Bucket, name, token).ConfigureAwait(false);
            }
            catch (AmazonS3Exception answer) when (IsMissing(answer))
            {
                // Some services answer so; nothing there is a success.
            }

            return true;
        },
        cancellationToken);

    /// <summary>Calls the service, each try within its time-out, and says what went wrong in the store's words.</summary>
    private async Task<T> CallAsync<T>(string verb, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await _retries.ExecuteAsync(
                async token =>
                {
                    using var timeout = new CancellationTokenSource(_options.Timeout, _time);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
                    try
                    {
                        return await call(either.Token).ConfigureAwait(false);
                    }
                    catch (Exception) when (timeout.IsCancellationRequested && !token.IsCancellationRequested)
                    {
                        throw new TimeoutException(
                            $"The call took longer than {_options.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.");
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && R2Failures.IsOne(failure))
        {
            throw R2Failures.From(verb, failure);
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested && failure is not OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
