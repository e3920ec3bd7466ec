namespace Dressora;

/// <summary>A database file of a test's own, in a folder that ends with the run.</summary>
internal static class TempFile
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("dressora-sqlite-").FullName;

    static TempFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    public static string Path() => System.IO.Path.Combine(Folder, $"{Guid.NewGuid():N}.db");

    public static string ConnectionString() => $"Data Source={Path()};Pooling=False";
}
