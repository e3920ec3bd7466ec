using System.Security.Cryptography;

namespace Dressora;

/// <summary>
/// Temporary files that nobody else can find or read, and that vanish with their handle, even
/// when the process is killed.
/// </summary>
internal static class TempFile
{
    private const int NameBytes = 16;

    /// <summary>Creates an empty one for reading and writing. Disposing it removes it.</summary>
    public static FileStream Create(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"dressora-{RandomNumberGenerator.GetHexString(2 * NameBytes, lowercase: true)}.tmp");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options |= FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path); // Unix removes a nameless file when its last handle goes, and SIGKILL closes handles too.
        return file;
    }
}
