namespace Dressora.Testing;

/// <summary>The host's storage as one node sees it.</summary>
internal sealed class SimulatedResultStore(IResultStore inner, NodeLife life, ICallGate gate, Func<StorageKey, JobId?> jobOf) : IResultStore
{
    public Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default) =>
        CallAsync(CallKind.Put, key, () => inner.PutAsync(key, content, cancellationToken));

    public Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default) =>
        gate.CallAsync(life, CallKind.Read, null, () => inner.OpenAsync(key, cancellationToken));

    public ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        inner.GetReadUrlAsync(key, lifetime, cancellationToken);

    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default) =>
        CallAsync(CallKind.Remove, key, () => inner.DeleteAsync(key, cancellationToken));

    public Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default) =>
        CallAsync(CallKind.Remove, folder, () => inner.DeleteFolderAsync(folder, cancellationToken));

    private Task<bool> CallAsync(CallKind kind, StorageKey key, Func<Task> call)
    {
        return gate.CallAsync(
            life, kind, jobOf(key), EffectAsync, fault => CallGate.FailAsync(fault, EffectAsync, () => new ResultStoreException("The storage does not answer.")));

        async Task<bool> EffectAsync()
        {
            await call().ConfigureAwait(false);
            return true;
        }
    }
}
