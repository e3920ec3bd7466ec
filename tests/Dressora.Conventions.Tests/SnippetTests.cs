using System.Text.RegularExpressions;

namespace Dressora.Conventions;

/// <summary>The C# in the README and the docs is the C# that is compiled.</summary>
public sealed partial class SnippetTests
{
    [Fact]
    public void Every_block_of_code_in_the_docs_is_compiled()
    {
        var compiled = CompiledSnippets();
        var different =
            from page in Pages()
            from block in Block().Matches(File.ReadAllText(page))
            let name = block.Groups["name"].Value
            where !compiled.TryGetValue(name, out var code) || code != block.Groups["code"].Value.TrimEnd()
            select $"{Repository.Short(page)}: '{name}' differs from samples/";

        Assert.Empty(different);
    }

    [Fact]
    public void No_block_of_code_in_the_docs_is_without_its_source() => Assert.Empty(
        from page in Pages()
        let text = File.ReadAllText(page)
        where AnyBlock().Count(text) != Block().Count(text)
        select $"{Repository.Short(page)} has C# without a snippet marker");

    private static IEnumerable<string> Pages() =>
        Repository.FilesBelow(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"));

    private static Dictionary<string, string> CompiledSnippets() => Repository
        .FilesBelow(Path.Combine(Repository.Root, "samples"), "*.cs")
        .SelectMany(path => Source().Matches(File.ReadAllText(path)))
        .ToDictionary(match => match.Groups["name"].Value, match => Dedent(match.Groups["code"].Value));

    private static string Dedent(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line.TrimStart()));
    }

    [GeneratedRegex(@"<!-- snippet: (?<name>[\w-]+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^```csharp", RegexOptions.Multiline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex(@"^[ \t]*// snippet: (?<name>[\w-]+)\n(?<code>.*?)^[ \t]*// end-snippet", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Source();
}
