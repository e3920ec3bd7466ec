using System.Text.Json.Nodes;

namespace Dressora.Emulators;

/// <summary>Shows an uploaded file the way the file API does.</summary>
internal static class FileView
{
    // The service states its times for this offset.
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>An answer that something went well.</summary>
    public static Answer Success(string message, JsonNode? data = null)
    {
        var body = new JsonObject { ["success"] = true, ["code"] = 200, ["msg"] = message };
        if (data is not null)
        {
            body["data"] = data;
        }

        return Answer.OfJson(200, body);
    }

    /// <summary>One file.</summary>
    public static JsonObject Of(UploadRecord upload, string baseUrl, string filesUrl) => new()
    {
        ["file_id"] = upload.Id,
        ["file_name"] = upload.Name,
        ["original_name"] = upload.OriginalName,
        ["file_size"] = upload.Bytes,
        ["mime_type"] = upload.MimeType,
        ["upload_path"] = upload.Folder,
        ["file_url"] = $"{filesUrl}/{upload.Path}",
        ["download_url"] = $"{baseUrl}/api/v1/files/download/{upload.Id}",
        ["upload_time"] = Time(upload.UploadedAt),
        ["expires_at"] = Time(upload.ExpiresAt),
    };

    private static string Time(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}
