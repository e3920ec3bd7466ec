using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>Where things lie in the data directory.</summary>
internal sealed class EmulatorFolder
{
    private readonly string _root;
    private readonly Lazy<string> _account;

    public EmulatorFolder(IOptions<EvolinkEmulatorOptions> options)
    {
        _root = Path.Combine(Path.GetFullPath(options.Value.DataDirectory), "evolink");
        _account = new Lazy<string>(ReadAccount);
        Tasks = Create("tasks");
        Results = Create("results");
        Uploads = Create("uploads");
    }

    /// <summary>Gets the folder with one JSON file per task.</summary>
    public string Tasks { get; }

    /// <summary>Gets the folder with the pictures that tasks made.</summary>
    public string Results { get; }

    /// <summary>Gets the folder with uploaded files and their descriptions.</summary>
    public string Uploads { get; }

    /// <summary>Gets the file that received calls are appended to.</summary>
    public string Requests => Path.Combine(_root, "requests.jsonl");

    /// <summary>
    /// Gets the account's part of every file URL: 128 random bits, the same after a restart, so
    /// that no path can be guessed.
    /// </summary>
    public string Account => _account.Value;

    /// <summary>What the URLs of files start with for a caller who uses this base URL.</summary>
    public string FilesUrl(string baseUrl) => $"{baseUrl}/files/{Account}";

    private string Create(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    private string ReadAccount()
    {
        var file = Path.Combine(_root, "account");
        if (File.Exists(file))
        {
            return File.ReadAllText(file);
        }

        var account = RandomNumberGenerator.GetHexString(32, lowercase: true);
        AtomicFile.Write(file, System.Text.Encoding.ASCII.GetBytes(account));
        return account;
    }
}
