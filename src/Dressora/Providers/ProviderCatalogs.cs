using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Makes the catalog from what the application registered.</summary>
internal static class ProviderCatalogs
{
    public static ProviderCatalog Create(IServiceProvider services)
    {
        var entries = services.GetServices<ProviderRegistration>().Select(registration => Entry(services, registration.Name)).ToList();
        if (services.GetRequiredService<DressoraOptions>().DefaultProvider is { } first)
        {
            var index = entries.FindIndex(entry => entry.Name == first);
            if (index < 0)
            {
                throw new InvalidOperationException(
                    $"Dressora:DefaultProvider is '{first}'; the registered providers are: {string.Join(", ", entries.Select(entry => entry.Name))}.");
            }

            var chosen = entries[index];
            entries.RemoveAt(index);
            entries.Insert(0, chosen);
        }

        return new ProviderCatalog(entries);
    }

    private static CatalogEntry Entry(IServiceProvider services, string name)
    {
        var provider = services.GetRequiredKeyedService<IGenerationProvider>(name);
        return provider.Descriptor is { Models.Count: > 0 } descriptor
            ? new CatalogEntry(name, provider, descriptor)
            : throw new InvalidOperationException($"The provider '{name}' describes no model; it must describe at least one.");
    }
}
