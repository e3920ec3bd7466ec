using System.Security.Cryptography;
using System.Text.Json;

namespace Dressora.Emulators;

/// <summary>
/// <c>POST /api/v1/files/upload/…</c>: one image per call, as base64, as a form or by its URL.
/// </summary>
internal sealed class UploadCalls(UploadStore uploads, EmulatorFolder folder, FaultBoard faults, Backchannel backchannel) : IDisposable
{
    /// <summary>The largest file, in bytes.</summary>
    public const int FileBytesMax = 100 * 1024 * 1024;

    private const int OverheadBytes = 64 * 1024;

    // A file is held in memory while it arrives, so only a few do at a time.
    private readonly SemaphoreSlim _turns = new(4);

    /// <summary>Takes a file inside a JSON body, plain or as a data URL.</summary>
    public Task<Answer> UploadBase64Async(Call call) => InTurnAsync(call, async () =>
    {
        if (await CallBody.ReadAsync(call.Context, (FileBytesMax / 3 * 4) + OverheadBytes).ConfigureAwait(false) is not { } body)
        {
            return FileErrors.TooLarge(FileBytesMax);
        }

        using var document = CallBody.ParseObject(body);
        return document is not null && Text(document.RootElement, "base64_data") is { Length: > 0 } data && Decode(data) is { } content
            ? Keep(call, content, Text(document.RootElement, "upload_path"), Text(document.RootElement, "file_name"), null)
            : FileErrors.Request("base64_data must be base64 or a data URL.");
    });

    /// <summary>Takes a file as the part of a form.</summary>
    public Task<Answer> UploadStreamAsync(Call call) => InTurnAsync(call, async () =>
    {
        CallBody.AllowUpTo(call.Context, FileBytesMax + OverheadBytes);
        var request = call.Context.Request;
        try
        {
            var form = await MultipartUpload.ReadAsync(request.ContentType, request.Body, FileBytesMax, call.Context.RequestAborted)
                .ConfigureAwait(false);
            return form switch
            {
                { IsTooLarge: true } => FileErrors.TooLarge(FileBytesMax),
                { Content: { } content } => Keep(call, content, form.Folder, form.Name, form.OriginalName),
                _ => FileErrors.Request("The body must be a multipart form with a part named 'file'."),
            };
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            return FileErrors.Request("The form could not be read.");
        }
    });

    /// <summary>Takes a file that the emulator downloads.</summary>
    public Task<Answer> UploadUrlAsync(Call call) => InTurnAsync(call, async () =>
    {
        if (await CallBody.ReadAsync(call.Context, OverheadBytes).ConfigureAwait(false) is not { } body)
        {
            return FileErrors.Request($"The body is larger than {OverheadBytes} bytes.");
        }

        using var document = CallBody.ParseObject(body);
        if (document is null || !Uri.TryCreate(Text(document.RootElement, "file_url"), UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https"))
        {
            return FileErrors.Request("file_url must be an absolute http or https URL.");
        }

        return await backchannel.DownloadAsync(url, call.Context.RequestAborted).ConfigureAwait(false) is { } content
            ? Keep(call, content, Text(document.RootElement, "upload_path"), Text(document.RootElement, "file_name"), url.Segments[^1])
            : FileErrors.Download();
    });

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<Answer> InTurnAsync(Call call, Func<Task<Answer>> take)
    {
        if (faults.Current.FileApiFails)
        {
            return FileErrors.Storage();
        }

        await _turns.WaitAsync(call.Context.RequestAborted).ConfigureAwait(false);
        try
        {
            return await take().ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    private Answer Keep(Call call, byte[] content, string? uploadPath, string? fileName, string? originalName)
    {
        if (content.Length > FileBytesMax)
        {
            return FileErrors.TooLarge(FileBytesMax);
        }

        if (ImageKind.Of(content) is not { } kind)
        {
            return FileErrors.Kind();
        }

        var place = (uploadPath ?? string.Empty).Trim('/');
        var original = UploadNames.Sanitize(fileName ?? originalName ?? $"{RandomNumberGenerator.GetHexString(32, lowercase: true)}.{kind.Extension}");
        var name = fileName ?? original;
        if (!UploadNames.IsFolder(place) || !UploadNames.IsName(name))
        {
            return FileErrors.Request("upload_path and file_name take letters, digits, dots, dashes and underscores.");
        }

        return uploads.Save(new NewUpload(place, name, originalName ?? name, kind, content)) is { } upload
            ? FileView.Success("File uploaded successfully", FileView.Of(upload, call.BaseUrl, folder.FilesUrl(call.BaseUrl)))
            : FileErrors.Quota(uploads.FilesMax);
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Decode(string data)
    {
        var start = data.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? data.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
        var content = new byte[(data.Length - start) / 4 * 3 + 3];
        return Convert.TryFromBase64Chars(data.AsSpan(start), content, out var length) ? content[..length] : null;
    }
}
