namespace Dressora;

/// <summary>
/// Keeps objects in this process, for the first run and for tests. They are gone when it ends.
/// </summary>
/// <remarks>
/// Holds at most <see cref="CapacityBytes"/>; beyond that a put is refused, because dropping
/// somebody's results to make room would be worse.
/// </remarks>
internal sealed class InMemoryResultStore : IResultStore
{
    /// <summary>How many bytes it holds, all objects together: 512 MiB.</summary>
    public const long CapacityBytes = 512L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<StorageKey, byte[]> _objects = [];
    private readonly long _capacityBytes;
    private long _bytes;

    public InMemoryResultStore()
        : this(CapacityBytes)
    {
    }

    internal InMemoryResultStore(long capacityBytes) => _capacityBytes = capacityBytes;

    /// <summary>Gets how many objects there are.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _objects.Count;
            }
        }
    }

    /// <inheritdoc/>
    public async Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(key);
        ArgumentNullException.ThrowIfNull(content);
        if (content.Bytes > _capacityBytes)
        {
            throw Full(content.Bytes);
        }

        using var copy = new MemoryStream((int)content.Bytes);
        await content.CopyToAsync(
            (chunk, _) =>
            {
                copy.Write(chunk.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        Replace(key, copy.ToArray());
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(key);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<Stream?>(_objects.TryGetValue(key, out var bytes) ? new MemoryStream(bytes, writable: false) : null);
        }
    }

    /// <summary>Has no URLs: the bytes go through <see cref="OpenAsync"/>.</summary>
    public ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(key);
        return ValueTask.FromResult<Uri?>(null);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(key);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_objects.Remove(key, out var old))
            {
                _bytes -= old.Length;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(folder);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var key in _objects.Keys.Where(key => key.Value.StartsWith(folder.Value + "/", StringComparison.Ordinal)).ToList())
            {
                _objects.Remove(key, out var old);
                _bytes -= old!.Length;
            }
        }

        return Task.CompletedTask;
    }

    private void Replace(StorageKey key, byte[] bytes)
    {
        lock (_gate)
        {
            var freed = _objects.TryGetValue(key, out var old) ? old.Length : 0;
            if (_bytes - freed + bytes.Length > _capacityBytes)
            {
                throw Full(bytes.Length);
            }

            _objects[key] = bytes;
            _bytes += bytes.Length - freed;
        }
    }

    private ResultStoreException Full(long bytes) => new(
        $"The in-memory result store holds {_capacityBytes:n0} bytes and has no room for {bytes:n0} more. " +
        "Choose a lasting store, such as UseFileResults.");
}
