using System.Text.RegularExpressions;

namespace Dressora.Conventions;

/// <summary>A list of what holds a promise is worth nothing when the tests on it are gone.</summary>
public sealed partial class CoverageListTests
{
    [Theory]
    [InlineData("ledger.md")]
    [InlineData("jobs.md")]
    public void Every_test_on_a_coverage_list_is_there(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", page));
        var listed = TestName().Matches(text[text.IndexOf("## What holds it", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value);
        var code = Repository.TestFiles.Concat(Repository.FilesBelow(Path.Combine(Repository.Source, "Dressora.Testing.Xunit"), "*.cs"));
        var tests = code.SelectMany(path => Test().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.NotEmpty(listed);
        Assert.Empty(listed.Except(tests));
    }

    [GeneratedRegex(@"`([A-Z]\w*_\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"public (?:virtual )?(?:async )?(?:Task|void) (\w+_\w+)\(")]
    private static partial Regex Test();
}
