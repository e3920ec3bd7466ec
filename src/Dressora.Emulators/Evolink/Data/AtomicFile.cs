using System.Security.Cryptography;

namespace Dressora.Emulators;

/// <summary>
/// Writes files that are either whole or not there, whenever the process is killed.
/// </summary>
internal static class AtomicFile
{
    /// <summary>
    /// The ending of files that were never finished; whoever loads a folder deletes them.
    /// </summary>
    public const string UnfinishedExtension = ".tmp";

    /// <summary>Writes beside the target and renames over it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // Two writers of one target never share an unfinished file; the last rename wins.
        var unfinished = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}{UnfinishedExtension}";
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Deletes what killed writers left in a folder.</summary>
    public static void DeleteUnfinished(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + UnfinishedExtension))
        {
            File.Delete(file);
        }
    }
}
