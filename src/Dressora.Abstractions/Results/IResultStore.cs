namespace Dressora;

/// <summary>
/// Storage that the host owns. Results and inputs lie here; a provider's own URL never outlives
/// its job.
/// </summary>
/// <remarks>
/// Thread-safe, and safe from several processes at once. What goes wrong in the storage itself is
/// a <see cref="ResultStoreException"/>.
/// </remarks>
public interface IResultStore
{
    /// <summary>Stores an object, whole or not at all, over whatever had its key.</summary>
    /// <param name="key">The name.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Gives up; the object is then either the old one or the new one.</param>
    /// <exception cref="ResultStoreException">The storage refused or could not be reached.</exception>
    Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens an object for reading. The stream is seekable where the storage allows it, and has a
    /// length.
    /// </summary>
    /// <returns>
    /// The bytes, which the caller disposes; <see langword="null"/> when there is no such object.
    /// </returns>
    /// <exception cref="ResultStoreException">
    /// The storage refused or could not be reached.
    /// </exception>
    Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default);

    /// <summary>Makes a URL under which others can read the object, without looking whether it exists.</summary>
    /// <param name="key">The object.</param>
    /// <param name="lifetime">How long the URL must work at least, where it expires.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// A public URL where the host has set one up and the key is not private (<see cref="StorageKey.IsPrivate"/>); else a signed URL that expires; <see langword="null"/>
    /// when this store has neither, and the bytes must go through <see cref="OpenAsync"/>.
    /// </returns>
    ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default);

    /// <summary>Removes an object; one that is not there is a success.</summary>
    /// <exception cref="ResultStoreException">
    /// The storage refused or could not be reached.
    /// </exception>
    Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes every object below a folder, so <c>results/a</c> takes <c>results/a/0</c> with it; neither <c>results/a</c> nor <c>results/ab/0</c>.</summary>
    /// <param name="folder">What the keys begin with, up to a slash. Nothing there is a success.</param>
    /// <param name="cancellationToken">Gives up half-way; call again to remove the rest.</param>
    /// <remarks>What is put meanwhile may stay.</remarks>
    /// <exception cref="ResultStoreException">The storage refused or could not be reached; some objects may be gone.</exception>
    Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a URL to which others can put one object, so that its bytes need not pass through the host.
    /// </summary>
    /// <param name="key">The object; it is replaced by what is put.</param>
    /// <param name="contentType">The type that must be sent.</param>
    /// <param name="bytes">The length that must be sent.</param>
    /// <param name="lifetime">How long the URL works.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The URL; <see langword="null"/> when this store has none, and the bytes must go through <see cref="PutAsync"/>.</returns>
    /// <remarks>Whoever has the URL can put what he likes as often as he likes until it expires: look at the bytes before using them.</remarks>
    ValueTask<StorageUploadUrl?> GetUploadUrlAsync(
        StorageKey key, string contentType, long bytes, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<StorageUploadUrl?>(null);
}
