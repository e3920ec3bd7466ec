namespace Dressora.Providers.Evolink;

/// <summary>A file of the account.</summary>
internal sealed record ListedFile(string Id, string? Name, string? OriginalName)
{
    public bool IsNamed(string name) => FileNames.Matches(Name, name) || FileNames.Matches(OriginalName, name);
}
