namespace Dressora.Providers.Evolink;

/// <summary>
/// How a staged copy is named: our name, and the extension that its content type calls for.
/// </summary>
internal static class FileNames
{
    /// <summary>
    /// Names a copy. The extension is from the type that was found in the bytes.
    /// </summary>
    public static string For(string name, string contentType) => name + contentType switch
    {
        "image/jpeg" => ".jpg",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        "image/avif" => ".avif",
        _ => ".png",
    };

    /// <summary>Tells whether a file bears our name, with any extension.</summary>
    public static bool Matches(string? fileName, string name) =>
        fileName is not null && fileName.StartsWith(name, StringComparison.Ordinal)
        && (fileName.Length == name.Length || fileName[name.Length] == '.');
}
