namespace Dressora.Emulators;

/// <summary>
/// Serves uploads and results to whoever knows their URL, as the real service's file hosts do.
/// </summary>
internal sealed class ServedFileCalls(UploadStore uploads, TaskStore tasks, EmulatorFolder folder, FaultBoard faults)
{
    /// <summary><c>GET /files/{account}/…</c>.</summary>
    public Task<Answer> ServeAsync(Call call)
    {
        var (account, path) = Split(call.RouteValue("path"));
        if (account != folder.Account)
        {
            return Task.FromResult(FileErrors.NotFound());
        }

        if (uploads.FindByPath(path) is { } upload)
        {
            return Task.FromResult(Serve(upload));
        }

        return Task.FromResult(
            !faults.Current.ExpireResults && tasks.FindResult(path) is { } file && File.Exists(file)
                ? new Answer.File(file, "image/png")
                : FileErrors.NotFound());
    }

    /// <summary><c>GET /api/v1/files/download/{id}</c>.</summary>
    public Task<Answer> DownloadAsync(Call call) =>
        Task.FromResult(uploads.FindById(call.RouteValue("id")) is { } upload ? Serve(upload) : FileErrors.NotFound());

    private Answer Serve(UploadRecord upload)
    {
        var file = uploads.ContentFile(upload);
        return !faults.Current.ExpireUploads && File.Exists(file) ? new Answer.File(file, upload.MimeType) : FileErrors.NotFound();
    }

    private static (string Account, string Path) Split(string path)
    {
        var cut = path.IndexOf('/', StringComparison.Ordinal);
        return cut < 0 ? (path, string.Empty) : (path[..cut], path[(cut + 1)..]);
    }
}
