using System.Xml.Linq;

namespace Dressora.Conventions;

/// <summary>A package sees lower floors only. The compiler drops unused references, so the project files are read.</summary>
public sealed class FloorTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Dressora.Abstractions"] = [],
        ["Dressora.Credits"] = ["Dressora.Abstractions"],
        ["Dressora.Providers.Evolink"] = ["Dressora.Abstractions"],
        ["Dressora.Imaging"] = ["Dressora.Abstractions"],
        ["Dressora.Storage.R2"] = ["Dressora.Abstractions"],
        ["Dressora"] = ["Dressora.Abstractions", "Dressora.Credits"],
        ["Dressora.PostgreSql"] = ["Dressora.Abstractions", "Dressora.Credits"],
        ["Dressora.Sqlite"] = ["Dressora.Abstractions", "Dressora.Credits"],
        ["Dressora.AspNetCore"] = ["Dressora"],
        ["Dressora.Testing"] = ["Dressora"],
        ["Dressora.Testing.Xunit"] = ["Dressora.Testing"],
        ["Dressora.Emulators"] = [],
        ["Dressora.Cli"] = ["Dressora", "Dressora.PostgreSql", "Dressora.Sqlite", "Dressora.Storage.R2"],
    };

    [Fact]
    public void Every_package_has_a_floor() => Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Repository.Projects);

    [Fact]
    public void Every_arrow_points_to_a_lower_floor()
    {
        var wrong =
            from project in Repository.Projects
            from reference in ReferencesOf(project, "ProjectReference")
            let target = Path.GetFileNameWithoutExtension(reference)
            where !Allowed[project].Contains(target)
            select $"{project} -> {target}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_abstractions_need_nothing_from_outside_but_two_abstractions() => Assert.Equal(
        ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Options"],
        ReferencesOf("Dressora.Abstractions", "PackageReference").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_dependency_has_its_reason_in_the_project_file()
    {
        var unexplained =
            from project in Repository.Projects
            let text = File.ReadAllText(ProjectFile(project))
            where text.Contains("<PackageReference", StringComparison.Ordinal) && !text.Contains("<!--", StringComparison.Ordinal)
            select project;

        Assert.Empty(unexplained);
    }

    [Fact]
    public void Every_package_has_a_readme_of_its_own() => Assert.All(
        Repository.Projects, project => Assert.True(File.Exists(Path.Combine(Repository.Source, project, "README.md")), project));

    private static IEnumerable<string> ReferencesOf(string project, string element) => XDocument.Load(ProjectFile(project))
        .Descendants(element).Select(reference => (string)reference.Attribute("Include")!);

    private static string ProjectFile(string project) => Path.Combine(Repository.Source, project, project + ".csproj");
}
