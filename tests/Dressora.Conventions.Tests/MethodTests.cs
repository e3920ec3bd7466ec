using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dressora.Conventions;

public sealed class MethodTests
{
    [Fact]
    public void Methods_are_short()
    {
        var methods = (
            from path in Repository.SourceFiles
            let tree = CSharpSyntaxTree.ParseText(File.ReadAllText(path))
            from method in tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            let span = tree.GetLineSpan(method.Span)
            select (Lines: span.EndLinePosition.Line - span.StartLinePosition.Line + 1, Where: $"{Repository.Short(path)}:{span.StartLinePosition.Line + 1}"))
            .OrderBy(method => method.Lines)
            .ToList();

        Assert.InRange(methods[(int)(methods.Count * 0.9)].Lines, 1, 25);
        Assert.Empty(methods.Where(method => method.Lines > 70).Select(method => $"{method.Where} has {method.Lines} lines"));
    }
}
