using System.Diagnostics;

namespace Dressora;

/// <summary>
/// The one way by which images come in: spooled under a cap, read to their end without decoding,
/// then stored.
/// </summary>
internal sealed class ImageIntake(Spooler spooler, IResultStore results, TransferOptions options)
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

    private ImageInspection Inspect(Spool spool)
    {
        using var content = spool.Open();
        return ImageInspector.Inspect(content, options.PixelsMax);
    }
}
