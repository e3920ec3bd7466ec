using Dressora.Providers;

namespace Dressora;

/// <summary>A registered provider.</summary>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Descriptor">What it can do, read once.</param>
public sealed record CatalogEntry(string Name, IGenerationProvider Provider, ProviderDescriptor Descriptor);
