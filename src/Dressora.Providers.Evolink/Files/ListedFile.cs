namespace Dressora.Providers.Evolink;

/// <summary>A file of the account.</summary>
internal sealed record ListedFile(string Id, string? Name, string? OriginalName)
{
    /// <summary>
    /// Tells whether the file is a copy of ours. The service may keep our name as either of its
    /// two.
    /// </summary>
    public bool IsNamed(string name) => FileNames.Matches(Name, name) || FileNames.Matches(OriginalName, name);
}
