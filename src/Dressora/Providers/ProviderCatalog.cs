namespace Dressora;

/// <summary>
/// The registered providers, the default one first. Made once, when the application starts;
/// thread-safe.
/// </summary>
public sealed class ProviderCatalog
{
    private readonly Dictionary<string, CatalogEntry> _byName;

    internal ProviderCatalog(IReadOnlyList<CatalogEntry> entries)
    {
        Entries = entries;
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        Names = [.. _byName.Keys];
    }

    /// <summary>Gets the providers in the order in which they are asked.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>Gets their names.</summary>
    internal IReadOnlyCollection<string> Names { get; }

    /// <summary>
    /// Finds a provider by the name it is registered under; <see langword="null"/> for none.
    /// </summary>
    public CatalogEntry? Find(string name) => _byName.GetValueOrDefault(name);
}
