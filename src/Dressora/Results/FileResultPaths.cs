using System.Security.Cryptography;
using System.Text;

namespace Dressora;

/// <summary>Gives every storage key a path of its own under one folder.</summary>
/// <remarks>
/// A key may be the beginning of another (<c>a</c> and <c>a/b</c>), so files end in <c>+</c>,
/// which no key contains and no folder ends in. Names that some file system cannot keep (too
/// long, reserved, ending in a dot) are replaced by <c>+</c> and their SHA-256.
/// </remarks>
internal static class FileResultPaths
{
    /// <summary>The folder of files that are being written. No key leads there.</summary>
    public const string StagingFolder = "+staging";

    private const char Mark = '+';
    private const int NameLengthMax = 200;

    private static readonly HashSet<string> ReservedNames = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" })], StringComparer.Ordinal);

    /// <summary>Returns the path of a key's object below <paramref name="root"/>; no two keys share one, and none leaves the folder.</summary>
    public static string Of(string root, StorageKey key) => FolderOf(root, key) + Mark;

    /// <summary>Returns the path of the folder that holds every object whose key begins with this one and a slash.</summary>
    public static string FolderOf(string root, StorageKey key) => Path.Combine([root, .. key.Value.Split('/').Select(Keepable)]);

    private static string Keepable(string name)
    {
        var isOdd = name.Length > NameLengthMax || name.EndsWith('.') || ReservedNames.Contains(name.Split('.')[0]);
        return isOdd ? Mark + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name))) : name;
    }
}
