using Dressora.Providers;

namespace Dressora;

/// <summary>The types of image that every model reads which reads any: what an input is encoded in, where something can encode it.</summary>
internal sealed class InputTypes(ProviderCatalog catalog)
{
    private readonly Lazy<IReadOnlyList<string>> _all = new(() => catalog.Entries
        .SelectMany(entry => entry.Provider.Descriptor.Models)
        .Where(model => model.InputsMax > 0)
        .Select(model => model.InputContentTypes)
        .Aggregate((IReadOnlyList<string>?)null, (common, types) => common is null ? types : [.. common.Intersect(types, StringComparer.Ordinal)]) ?? []);

    /// <summary>Gets them; empty where the models have none in common, and so nothing is gained.</summary>
    public IReadOnlyList<string> Common => _all.Value;
}
