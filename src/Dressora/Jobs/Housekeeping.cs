using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// Removes what nobody needs any more: expired uploads with their bytes, old rows, old messages.
/// Safe on several nodes at once.
/// </summary>
internal sealed class Housekeeping(IJobStore store, IResultStore results, DressoraOptions options)
{
    private const int UploadsMax = 100;

    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The bytes go first: a row without bytes is found again, bytes without a row are not.
        foreach (var upload in await store.ListExpiredUploadsAsync(UploadsMax, cancellationToken).ConfigureAwait(false))
        {
            await results.DeleteAsync(upload.Key, cancellationToken).ConfigureAwait(false);
            await store.RemoveUploadAsync(upload.Account, upload.Id, cancellationToken).ConfigureAwait(false);
        }

        await store.PruneAsync(new PruneRequest(options.JobRetention, options.MessageRetention), cancellationToken).ConfigureAwait(false);
    }
}
