namespace Dressora.CrashHost;

internal sealed class CrashingResultStore(IResultStore inner, string point) : IResultStore
{
    public async Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default)
    {
        await inner.PutAsync(key, content, cancellationToken);
        if (!key.IsInput)
        {
            CrashPoints.Reach(CrashPoints.WhileStoring, point);
        }
    }

    public Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default) => inner.OpenAsync(key, cancellationToken);

    public ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        inner.GetReadUrlAsync(key, lifetime, cancellationToken);

    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, cancellationToken);

    public Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default) =>
        inner.DeleteFolderAsync(folder, cancellationToken);
}
