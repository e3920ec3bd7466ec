using System.Collections.Concurrent;

namespace Dressora.AspNetCore.Tests;

/// <summary>A result store that has what a test put there, and URLs when it is told so.</summary>
internal sealed class FakeResults : IResultStore
{
    public ConcurrentDictionary<StorageKey, byte[]> Objects { get; } = new();

    public Uri? ReadUrl { get; set; }

    public async Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default)
    {
        await using var bytes = await content.Open(cancellationToken);
        var copy = new MemoryStream();
        await bytes.CopyToAsync(copy, cancellationToken);
        Objects[key] = copy.ToArray();
    }

    public Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult<Stream?>(Objects.TryGetValue(key, out var bytes) ? new MemoryStream(bytes) : null);

    public ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReadUrl);

    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default)
    {
        Objects.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default)
    {
        foreach (var key in Objects.Keys.Where(key => key.Value.StartsWith(folder.Value + "/", StringComparison.Ordinal)))
        {
            Objects.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }
}
