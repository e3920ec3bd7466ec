using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>The uploaded files. Thread-safe.</summary>
internal sealed partial class UploadStore(
    EmulatorFolder folder, IOptions<EvolinkEmulatorOptions> options, TimeProvider time, ILogger<UploadStore> logger)
{
    private readonly ConcurrentDictionary<string, UploadRecord> _byPath = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Gets how many files may be kept.</summary>
    public int FilesMax => options.Value.IsVip ? 500 : 100;

    /// <summary>Gets the files that have not expired, newest first.</summary>
    public IReadOnlyList<UploadRecord> All =>
        [.. _byPath.Values.Where(IsAlive).OrderByDescending(upload => upload.UploadedAt).ThenBy(upload => upload.Id, StringComparer.Ordinal)];

    /// <summary>
    /// Reads what an earlier process has written, and deletes contents that nothing describes.
    /// </summary>
    public void Load()
    {
        AtomicFile.DeleteUnfinished(folder.Uploads);
        foreach (var file in Directory.EnumerateFiles(folder.Uploads, "*.json"))
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(file), EmulatorDocuments.Default.UploadRecord) is { } upload)
                {
                    _byPath[upload.Path] = upload;
                }
            }
            catch (JsonException failure)
            {
                Log.Unreadable(logger, Path.GetFileName(file), failure);
            }
        }

        var described = _byPath.Values.Select(ContentFile).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder.Uploads, "*.bin").Where(file => !described.Contains(file)))
        {
            File.Delete(file);
        }
    }

    /// <summary>Keeps a file; one of the same path is overwritten.</summary>
    /// <returns>The file, or <see langword="null"/> when the quota is used up.</returns>
    public UploadRecord? Save(NewUpload upload)
    {
        var now = time.GetUtcNow();
        var record = new UploadRecord
        {
            Id = $"file_{RandomNumberGenerator.GetHexString(32, lowercase: true)}",
            Name = upload.Name,
            OriginalName = upload.OriginalName,
            Folder = upload.Folder,
            MimeType = upload.Kind.MimeType,
            Bytes = upload.Content.Length,
            UploadedAt = now,
            ExpiresAt = now + options.Value.UploadLifetime,
        };
        AtomicFile.Write(ContentFile(record), upload.Content); // Before its description, which must never point to nothing.
        UploadRecord? old;
        lock (_gate)
        {
            _byPath.TryGetValue(record.Path, out old);
            if (old is null && All.Count >= FilesMax)
            {
                File.Delete(ContentFile(record));
                return null;
            }

            AtomicFile.Write(DescriptionFile(record), JsonSerializer.SerializeToUtf8Bytes(record, EmulatorDocuments.Default.UploadRecord));
            _byPath[record.Path] = record;
        }

        if (old is not null)
        {
            File.Delete(ContentFile(old));
        }

        return record;
    }

    /// <summary>
    /// Finds a file by its path below the account; <see langword="null"/> when it is unknown or
    /// has expired.
    /// </summary>
    public UploadRecord? FindByPath(string path) => _byPath.TryGetValue(path, out var upload) && IsAlive(upload) ? upload : null;

    /// <summary>
    /// Finds a file by its id; <see langword="null"/> when it is unknown or has expired.
    /// </summary>
    public UploadRecord? FindById(string id) => _byPath.Values.FirstOrDefault(upload => upload.Id == id && IsAlive(upload));

    /// <summary>Deletes a file; nothing happens when it was overwritten meanwhile.</summary>
    public void Delete(UploadRecord upload)
    {
        lock (_gate)
        {
            if (_byPath.TryRemove(KeyValuePair.Create(upload.Path, upload)))
            {
                File.Delete(DescriptionFile(upload)); // First: a content without a description is deleted at the next start.
                File.Delete(ContentFile(upload));
            }
        }
    }

    /// <summary>Deletes the files that have expired.</summary>
    public void Sweep()
    {
        foreach (var upload in _byPath.Values.Where(upload => !IsAlive(upload)))
        {
            Delete(upload);
        }
    }

    /// <summary>Where the content of a file lies.</summary>
    public string ContentFile(UploadRecord upload) => Path.Combine(folder.Uploads, $"{upload.Id}.bin");

    private bool IsAlive(UploadRecord upload) => upload.ExpiresAt > time.GetUtcNow();

    // By path, so that overwriting a file is one rename.
    private string DescriptionFile(UploadRecord upload) => Path.Combine(
        folder.Uploads, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(upload.Path)))}.json");
}
