using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>
/// Makes the store's folder at start, proves that it can be written to, and sweeps what a killed
/// process left unfinished.
/// </summary>
internal sealed class FileResultFolder(TimeProvider time) : IValidateOptions<FileResultOptions>
{
    // A put that is still running is never as old as this.
    private static readonly TimeSpan UnfinishedFor = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FileResultOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            return ValidateOptionsResult.Fail("UseFileResults was given no folder; name one that this process may write to.");
        }

        try
        {
            var staging = Path.Combine(Path.GetFullPath(options.Folder), FileResultPaths.StagingFolder);
            Directory.CreateDirectory(staging);
            var probe = Path.Combine(staging, RandomNumberGenerator.GetHexString(32, lowercase: true));
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            Sweep(staging);
            return ValidateOptionsResult.Success;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ValidateOptionsResult.Fail(
                $"The folder of UseFileResults, '{options.Folder}', cannot be written to: {failure.Message}");
        }
    }

    private void Sweep(string staging)
    {
        var before = time.GetUtcNow().UtcDateTime - UnfinishedFor;
        foreach (var file in Directory.EnumerateFiles(staging))
        {
            if (File.GetLastWriteTimeUtc(file) < before)
            {
                File.Delete(file);
            }
        }
    }
}
