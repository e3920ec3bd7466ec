using System.Text.RegularExpressions;

namespace Dressora.Conventions;

/// <summary>Every implementation of a seam is held to that seam's kit.</summary>
public sealed partial class KitTests
{
    private static readonly (Type Seam, string Kit)[] Seams =
    [
        (typeof(Providers.IGenerationProvider), "GenerationProviderConformance"),
        (typeof(ICreditLedger), "CreditLedgerConformance"),
        (typeof(Stores.IJobStore), "JobStoreConformance"),
        (typeof(IResultStore), "ResultStoreConformance"),
    ];

    [Fact]
    public void Every_implementation_of_a_seam_derives_its_kit()
    {
        var derived = Repository.TestFiles.Concat(Repository.FilesBelow(Path.Combine(Repository.Root, "samples"), "*.cs"))
            .SelectMany(path => Derivation().Matches(File.ReadAllText(path)))
            .Select(match => (Name: match.Groups[1].Value, Kit: match.Groups[2].Value))
            .ToList();
        var forgotten =
            from type in Repository.Projects.Select(Repository.Load).SelectMany(assembly => assembly.GetTypes())
            from seam in Seams
            where type is { IsClass: true, IsAbstract: false } && seam.Seam.IsAssignableFrom(type)
            where !derived.Exists(suite => suite.Kit == seam.Kit && suite.Name.StartsWith(type.Name, StringComparison.Ordinal))
            select $"{type.Name} has no {type.Name}Conformance : {seam.Kit}";

        Assert.Empty(forgotten);
    }

    [Fact]
    public void Every_kit_is_there() => Assert.Empty(
        Seams.Select(seam => seam.Kit).Except(Repository.Load("Dressora.Testing.Xunit").GetExportedTypes().Select(type => type.Name)));

    [GeneratedRegex(@"class\s+(\w+)(?:\([^)]*\))?\s*:\s*(\w+Conformance)\b")]
    private static partial Regex Derivation();
}
