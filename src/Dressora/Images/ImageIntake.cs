using System.Diagnostics;

namespace Dressora;

/// <summary>
/// The one way by which images come in: spooled under a cap, read to their end without decoding,
/// then stored.
/// </summary>
internal sealed class ImageIntake(
    Spooler spooler, IResultStore results, TransferOptions options, InputTypes types, IImageProcessor? processor = null)
{
    public const string TooLargeCode = "too_large";

    public async Task<IntakeResult> StoreAsync(Stream content, StorageKey key, long bytesMax, CancellationToken cancellationToken)
    {
        var spooled = await spooler.SpoolAsync(content, bytesMax, cancellationToken).ConfigureAwait(false);
        if (spooled is not SpoolResult.Spooled { Spool: var spool })
        {
            return new IntakeResult.Refused(TooLargeCode, $"The image is larger than {bytesMax} bytes.");
        }

        await using (spool.ConfigureAwait(false))
        {
            return await StoreAsync(spool, key, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IntakeResult> StoreAsync(Spool spool, StorageKey key, CancellationToken cancellationToken)
    {
        switch (Inspect(spool))
        {
            case ImageInspection.Readable { Image: var image }:
                await results.PutAsync(key, spool.ToContent(image.ContentType), cancellationToken).ConfigureAwait(false);
                return new IntakeResult.Stored(image);
            case ImageInspection.Rejected rejected:
                return new IntakeResult.Refused(rejected.Code, rejected.Message);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Stores an input: as the host's processor makes it, where there is one.</summary>
    public async Task<IntakeResult> StoreInputAsync(Stream content, StorageKey key, CancellationToken cancellationToken)
    {
        var spooled = await spooler.SpoolAsync(content, options.UploadBytesMax, cancellationToken).ConfigureAwait(false);
        if (spooled is not SpoolResult.Spooled { Spool: var spool })
        {
            return new IntakeResult.Refused(TooLargeCode, $"The image is larger than {options.UploadBytesMax} bytes.");
        }

        await using (spool.ConfigureAwait(false))
        {
            return await StoreInputAsync(spool, key, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="StoreInputAsync(Stream, StorageKey, CancellationToken)"/>
    public async Task<IntakeResult> StoreInputAsync(Spool spool, StorageKey key, CancellationToken cancellationToken)
    {
        if (processor is null || Inspect(spool) is not ImageInspection.Readable { Image: var image })
        {
            return await StoreAsync(spool, key, cancellationToken).ConfigureAwait(false);
        }

        ImageChangeResult changed;
        var content = spool.Open();
        await using (content.ConfigureAwait(false))
        {
            changed = await processor.ChangeAsync(content, image, new ImageChange { ContentTypes = types.Common }, cancellationToken).ConfigureAwait(false);
        }

        switch (changed)
        {
            case ImageChangeResult.Changed { Content: var bytes }:
                // Looked at again, like everything that comes from elsewhere.
                using (var stream = new MemoryStream(bytes.ToArray(), writable: false))
                {
                    return await StoreAsync(stream, key, options.UploadBytesMax, cancellationToken).ConfigureAwait(false);
                }

            case ImageChangeResult.Refused refused:
                return new IntakeResult.Refused(refused.Code, refused.Message);
            default:
                return await StoreAsync(spool, key, cancellationToken).ConfigureAwait(false);
        }
    }

    private ImageInspection Inspect(Spool spool)
    {
        using var content = spool.Open();
        return ImageInspector.Inspect(content, options.PixelsMax);
    }
}
