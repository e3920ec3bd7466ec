using System.Reflection;

namespace Dressora.Conventions;

/// <summary>The repository that this test was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Source => Path.Combine(Root, "src");

    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Source).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> SourceFiles { get; } = FilesBelow(Source, "*.cs");

    public static IReadOnlyList<string> TestFiles { get; } = FilesBelow(Path.Combine(Root, "tests"), "*.cs");

    public static Assembly Load(string project) => Assembly.Load(new AssemblyName(project));

    public static string Short(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static IReadOnlyList<string> FilesBelow(string folder, string pattern) => !Directory.Exists(folder) ? [] :
        [.. Directory.GetFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(path => !Short(path).Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"))
            .Order(StringComparer.Ordinal)];
}
