using System.Security.Cryptography;

namespace Dressora;

/// <summary>
/// An object on its way to the disk. Unless it is published, disposing it removes it.
/// </summary>
internal sealed class StagedFile : IAsyncDisposable
{
    private const int PublishTriesMax = 8;

    private readonly FileStream _file;
    private readonly string _path;
    private bool _published;

    private StagedFile(FileStream file, string path) => (_file, _path) = (file, path);

    /// <summary>Creates an empty one below the store's folder.</summary>
    public static StagedFile Create(string root)
    {
        var folder = Path.Combine(root, FileResultPaths.StagingFolder);
        var path = Path.Combine(folder, RandomNumberGenerator.GetHexString(32, lowercase: true));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Delete, // So that it can be renamed while it is open.
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        try
        {
            Directory.CreateDirectory(folder);
            return new StagedFile(new FileStream(path, options), path);
        }
        catch (Exception failure) when (FileResultFailure.IsOne(failure))
        {
            throw FileResultFailure.From("write", failure);
        }
    }

    /// <summary>Adds bytes.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (FileResultFailure.IsOne(failure))
        {
            throw FileResultFailure.From("write", failure);
        }
    }

    /// <summary>Makes it the object at <paramref name="path"/>, whatever was there.</summary>
    public void Publish(string path)
    {
        try
        {
            _file.Flush(flushToDisk: true);
            MoveTo(path);
            _published = true;
            _file.Flush(flushToDisk: true); // A folder cannot be flushed from here; journals write the new name with its file.
        }
        catch (Exception failure) when (FileResultFailure.IsOne(failure))
        {
            throw FileResultFailure.From("write", failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync().ConfigureAwait(false);
        if (_published)
        {
            return;
        }

        try
        {
            File.Delete(_path);
        }
        catch (Exception failure) when (FileResultFailure.IsOne(failure))
        {
            // It lies where the next start sweeps.
        }
    }

    // A delete removes empty folders, perhaps the one just made here: then it is made again.
    private void MoveTo(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Throws too when the folder is there at first and gone when it looks again.
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(_path, path, overwrite: true);
                return;
            }
            catch (IOException) when (attempt < PublishTriesMax)
            {
                continue;
            }
        }
    }
}
