using SkiaSharp;

namespace Dressora.Emulators;

/// <summary>Fetches and decodes the images that a task was given as URLs.</summary>
internal sealed class TaskInputs(UploadStore uploads, TaskStore tasks, EmulatorFolder folder, FaultBoard faults, Backchannel backchannel)
{
    private const int Painted = 2; // The person and the garment; further images are only checked.

    /// <summary>Reads every input.</summary>
    /// <returns>
    /// The first two pictures, which the caller disposes of, or the code that the task fails
    /// with.
    /// </returns>
    public async Task<(List<SKBitmap> Pictures, string? ErrorCode)> ReadAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        var model = EvolinkModels.Find(task.Model);
        var pictures = new List<SKBitmap>();
        try
        {
            foreach (var url in task.Request.ImageUrls)
            {
                var (picture, error) = await ReadAsync(url, model, cancellationToken).ConfigureAwait(false);
                if (picture is null)
                {
                    Discard(pictures);
                    return ([], error);
                }

                pictures.Add(picture);
                if (pictures.Count > Painted)
                {
                    pictures[Painted].Dispose();
                    pictures.RemoveAt(Painted);
                }
            }

            return (pictures, null);
        }
        catch
        {
            Discard(pictures);
            throw;
        }
    }

    private async Task<(SKBitmap? Picture, string? ErrorCode)> ReadAsync(string url, EvolinkModel? model, CancellationToken cancellationToken)
    {
        var content = await FetchAsync(new Uri(url), cancellationToken).ConfigureAwait(false);
        if (content is null || content.Length > (model?.ImageBytesMax ?? int.MaxValue) || PictureCodec.Decode(content) is not { } picture)
        {
            return (null, TaskErrors.ImageProcessingError);
        }

        if (model is null || (model.ImageSides.Contains(picture.Width) && model.ImageSides.Contains(picture.Height)))
        {
            return (picture, null);
        }

        picture.Dispose();
        return (null, TaskErrors.ImageDimensionMismatch);
    }

    private async Task<byte[]?> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        // Our own files are found by their path, whatever name and port this server is reached under.
        var marker = $"/files/{folder.Account}/";
        var path = Uri.UnescapeDataString(url.AbsolutePath);
        var start = path.IndexOf(marker, StringComparison.Ordinal);
        if (start < 0)
        {
            return await backchannel.DownloadAsync(url, cancellationToken).ConfigureAwait(false);
        }

        var own = path[(start + marker.Length)..];
        var file = FindUpload(own) ?? (faults.Current.ExpireResults ? null : tasks.FindResult(own));
        return file is null ? null : await ReadFileAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private string? FindUpload(string path) =>
        !faults.Current.ExpireUploads && uploads.FindByPath(path) is { } upload ? uploads.ContentFile(upload) : null;

    private static async Task<byte[]?> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null; // Deleted or overwritten a moment ago.
        }
    }

    private static void Discard(List<SKBitmap> pictures)
    {
        foreach (var picture in pictures)
        {
            picture.Dispose();
        }
    }
}
