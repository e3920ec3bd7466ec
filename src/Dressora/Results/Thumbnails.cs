using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Dressora;

/// <summary>Makes small copies of results beside them, where the host has something that can.</summary>
internal sealed partial class Thumbnails(IResultStore results, ILogger<Thumbnails> logger, IImageProcessor? processor = null)
{
    /// <summary>The type of every thumbnail: small, with transparency, and read by every browser.</summary>
    public const string ContentType = "image/webp";

    /// <summary>Makes those of one result. What goes wrong is logged, and costs nobody his result.</summary>
    public async Task MakeAsync(Stream content, JobId job, int index, ImageInfo image, CancellationToken cancellationToken)
    {
        foreach (var side in processor?.ThumbnailSides ?? [])
        {
            try
            {
                var change = new ImageChange { ContentTypes = [ContentType], SideMax = side };
                var made = await processor!.ChangeAsync(content, image, change, cancellationToken).ConfigureAwait(false);
                if (made is ImageChangeResult.Refused refused)
                {
                    LogFailed(logger, job, index, side, refused.Code);
                    continue;
                }

                // What there was nothing to change about is small and of the type already.
                var bytes = (made as ImageChangeResult.Changed)?.Content ?? await ReadAsync(content, cancellationToken).ConfigureAwait(false);
                await PutAsync(StorageKey.ForThumbnail(job, index, side), bytes, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogFailed(logger, job, index, side, failure.GetType().Name);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        return copy.ToArray();
    }

    private Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => results.PutAsync(
        key,
        new StoredContent(
            _ => ValueTask.FromResult<Stream>(new MemoryStream(content.ToArray(), writable: false)), content.Length, ContentType, SHA256.HashData(content.Span)),
        cancellationToken);

    [LoggerMessage(2401, LogLevel.Warning, "Job {JobId}: output {Output} has no thumbnail of {Side} pixels ({Failure}).")]
    private static partial void LogFailed(ILogger logger, JobId jobId, int output, int side, string failure);
}
