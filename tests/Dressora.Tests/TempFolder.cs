namespace Dressora.Tests;

/// <summary>A folder that nobody else uses, removed with everything in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dressora-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
