namespace Dressora.Emulators;

/// <summary>The file API's own error codes.</summary>
internal static class FileErrors
{
    /// <summary>The file is larger than it may be.</summary>
    public static Answer TooLarge(int bytesMax) => EvolinkErrors.FileApi(400, 40001, $"The file is larger than {bytesMax} bytes.");

    /// <summary>The file is not an image of a kind that is taken.</summary>
    public static Answer Kind() => EvolinkErrors.FileApi(400, 40002, "Only JPEG, PNG, GIF and WebP images are supported.");

    /// <summary>The account keeps as many files as it may.</summary>
    public static Answer Quota(int filesMax) => EvolinkErrors.FileApi(400, 40003, $"The account already keeps {filesMax} files.");

    /// <summary>The file could not be downloaded.</summary>
    public static Answer Download() => EvolinkErrors.FileApi(400, 40004, "The file could not be downloaded from the URL.");

    /// <summary>
    /// The scripted failure: HTTP says that all is well, the body says that it is not.
    /// </summary>
    public static Answer Storage() => EvolinkErrors.FileApi(200, 50001, "The file could not be stored.");

    /// <summary>The request itself is wrong.</summary>
    public static Answer Request(string message) => EvolinkErrors.FileApi(400, 400, message);

    /// <summary>There is no such file.</summary>
    public static Answer NotFound() => EvolinkErrors.FileApi(404, 404, "The file was not found or has expired.");
}
