using Dressora.Stores;

namespace Dressora.Jobs;

/// <content>Uploads, and the end of old rows.</content>
internal sealed partial class InMemoryJobStore
{
    /// <inheritdoc/>
    public Task<UploadRecord?> AddUploadAsync(
        UploadRecord upload, TimeSpan lifetime, int liveMax, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return LockedAsync(now => _uploads.TryAdd(upload, lifetime, liveMax, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<UploadRecord?> FindUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        LockedAsync(now => _uploads.FindUsable(account, upload, now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UploadRecord>> ListExpiredUploadsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return LockedAsync<IReadOnlyList<UploadRecord>>(now => _uploads.ListExpired(limit, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveUploadAsync(AccountId account, UploadId upload, CancellationToken cancellationToken = default) =>
        LockedAsync(
            _ =>
            {
                _uploads.Remove(account, upload);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        return LockedAsync(now => Prune(request, now), cancellationToken);
    }
}
