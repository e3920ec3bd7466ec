using System.Text.RegularExpressions;

namespace Dressora.Conventions;

/// <summary>What the sources say about themselves, in numbers and words.</summary>
public sealed partial class SourceTests
{
    private static readonly IReadOnlyList<(string Path, string[] Lines)> Files =
        [.. Repository.SourceFiles.Select(path => (Repository.Short(path), File.ReadAllLines(path)))];

    [Fact]
    public void Files_are_small()
    {
        var lengths = Files.Select(file => file.Lines.Length).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 55);
        Assert.InRange(lengths[(int)(lengths.Count * 0.9)], 1, 150);
        Assert.Empty(Files.Where(file => file.Lines.Length > 300).Select(file => $"{file.Path} has {file.Lines.Length} lines"));
    }

    [Fact]
    public void Folders_are_shallow() => Assert.DoesNotContain(Files, file => file.Path.Split('/').Length - 3 > 3);

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Assert.DoesNotContain(Files, file => VagueName().IsMatch(Path.GetFileNameWithoutExtension(file.Path)));

    [Fact]
    public void There_are_no_regions() => Assert.Empty(
        Files.Where(file => file.Lines.Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal))).Select(file => file.Path));

    [Fact]
    public void Warnings_are_disabled_rarely_and_with_a_reason()
    {
        var pragmas = Files.SelectMany(file => file.Lines).Where(line => line.Contains("#pragma warning disable", StringComparison.Ordinal)).ToList();

        Assert.True(pragmas.Count * 1_000 <= Files.Sum(file => file.Lines.Length), $"{pragmas.Count} pragmas");
        Assert.All(pragmas, line => Assert.Contains("//", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Public_things_are_documented_and_comments_are_rare()
    {
        var lines = Files.SelectMany(file => file.Lines).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var documentation = lines.Count(line => line.StartsWith("///", StringComparison.Ordinal)) / (double)lines.Count;
        var comments = lines.Count(line => Comment().IsMatch(line)) / (double)lines.Count;

        Assert.InRange(documentation, 0.20, 0.35);
        Assert.InRange(comments, 0.005, 0.06);
    }

    [Fact]
    public void No_catch_is_empty_and_nothing_is_left_to_do() => Assert.Empty(
        from file in Files
        let text = string.Join('\n', file.Lines)
        where EmptyCatch().IsMatch(text) || Unfinished().IsMatch(text)
        select file.Path);

    [GeneratedRegex("(Manager|Helper|Util|Utils|Common)$")]
    private static partial Regex VagueName();

    [GeneratedRegex("^//(?!/)|; // |, // |\\{ // ")]
    private static partial Regex Comment();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
