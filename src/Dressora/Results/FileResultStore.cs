using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>
/// Keeps objects as files below one folder, for one machine. Several processes may share it.
/// </summary>
/// <remarks>
/// An object is written apart, flushed to the disk and renamed into place: readers and crashes
/// see the old one or the new one, whole. The folder must lie on one file system, and not on a
/// network one. There are no URLs: the bytes go through <see cref="OpenAsync"/>.
/// </remarks>
internal sealed class FileResultStore(IOptions<FileResultOptions> options) : IResultStore
{
    private readonly string _root = Path.GetFullPath(options.Value.Folder);

    /// <inheritdoc/>
    public async Task PutAsync(StorageKey key, StoredContent content, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(key);
        ArgumentNullException.ThrowIfNull(content);
        cancellationToken.ThrowIfCancellationRequested();
        var file = StagedFile.Create(_root);
        await using var disposal = file.ConfigureAwait(false);
        await content.CopyToAsync(file.WriteAsync, cancellationToken).ConfigureAwait(false);
        file.Publish(FileResultPaths.Of(_root, key));
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(StorageKey key, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(key);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var file = new FileStreamOptions { Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous };
            return Task.FromResult<Stream?>(new FileStream(FileResultPaths.Of(_root, key), file));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception failure) when (FileResultFailure.IsOne(failure))
        {
            throw FileResultFailure.From("read", failure);
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
        var path = FileResultPaths.Of(_root, key);
        try
        {
            File.Delete(path);
            RemoveEmptyFolders(Path.GetDirectoryName(path)!);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing there is a success.
        }
        catch (Exception failure) when (FileResultFailure.IsOne(failure))
        {
            throw FileResultFailure.From("delete", failure);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteFolderAsync(StorageKey folder, CancellationToken cancellationToken = default)
    {
        StorageKeys.ThrowIfDefault(folder);
        cancellationToken.ThrowIfCancellationRequested();
        var path = FileResultPaths.FolderOf(_root, folder);
        try
        {
            Directory.Delete(path, recursive: true);
            RemoveEmptyFolders(Path.GetDirectoryName(path)!);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing there is a success.
        }
        catch (Exception failure) when (FileResultFailure.IsOne(failure))
        {
            throw FileResultFailure.From("delete", failure);
        }

        return Task.CompletedTask;
    }

    // Each job has a folder; without this they would outlive their jobs for ever.
    private void RemoveEmptyFolders(string folder)
    {
        while (folder.Length > _root.Length)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (Exception failure) when (FileResultFailure.IsOne(failure))
            {
                return; // Something else lies there, or another process was faster.
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }
}
