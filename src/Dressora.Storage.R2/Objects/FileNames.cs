namespace Dressora.Storage.R2;

/// <summary>What a browser calls an object that somebody saves.</summary>
internal static class FileNames
{
    /// <summary>Returns the last two segments of a key, with the ending of the type.</summary>
    public static string Of(StorageKey key, string contentType)
    {
        var segments = key.Value.Split('/');
        return string.Join('-', segments[^Math.Min(2, segments.Length)..]) + contentType switch
        {
            "image/png" => ".png",
            "image/jpeg" => ".jpg",
            "image/webp" => ".webp",
            "image/avif" => ".avif",
            "image/gif" => ".gif",
            _ => string.Empty,
        };
    }
}
