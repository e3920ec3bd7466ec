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
    /// A public URL where the host has set one up and the key is not an input; else a signed URL that expires; <see langword="null"/>
    /// when this store has neither, and the bytes must go through <see cref="OpenAsync"/>.
    /// </returns>
    ValueTask<Uri?> GetReadUrlAsync(StorageKey key, TimeSpan lifetime, CancellationToken cancellationToken = default);

    /// <summary>Removes an object; one that is not there is a success.</summary>
    /// <exception cref="ResultStoreException">
    /// The storage refused or could not be reached.
    /// </exception>
    Task DeleteAsync(StorageKey key, CancellationToken cancellationToken = default);
}
