namespace Dressora.Emulators;

/// <summary>Which names files and their folders may have.</summary>
internal static class UploadNames
{
    private const int LengthMax = 200;
    private const int FoldersMax = 10;

    /// <summary>Whether this can be the name of a file.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LengthMax && name is not ("." or "..") && name.All(IsAllowed);

    /// <summary>
    /// Whether this can be a folder: nothing, or names with slashes between them.
    /// </summary>
    public static bool IsFolder(string folder) =>
        folder.Length == 0 || (folder.Split('/') is { Length: <= FoldersMax } parts && parts.All(IsName));

    /// <summary>A name made of what a client called its file.</summary>
    public static string Sanitize(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. last.Select(character => IsAllowed(character) ? character : '-')]);
        return clean.Length > LengthMax ? clean[^LengthMax..] : clean;
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
