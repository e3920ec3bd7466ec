using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Makes the catalog from what the application registered.</summary>
internal static class ProviderCatalogs
{
    public static ProviderCatalog Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<DressoraOptions>();
        var entries = services.GetServices<ProviderRegistration>().Select(registration => Entry(services, registration.Name, options)).ToList();
        if (options.Providers.Keys.FirstOrDefault(name => entries.TrueForAll(entry => entry.Name != name)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"Dressora:Providers:{unknown} is set; the registered providers are: {string.Join(", ", entries.Select(entry => entry.Name))}.");
        }

        if (options.DefaultProvider is { } first)
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

    private static CatalogEntry Entry(IServiceProvider services, string name, DressoraOptions options)
    {
        var provider = services.GetRequiredKeyedService<IGenerationProvider>(name);
        if (provider.Descriptor is not { Models.Count: > 0 } descriptor)
        {
            throw new InvalidOperationException($"The provider '{name}' describes no model; it must describe at least one.");
        }

        if (options.Providers.TryGetValue(name, out var own) && own.CostPerOutput is { } cost)
        {
            descriptor = descriptor with { Models = [.. descriptor.Models.Select(model => model with { CostPerOutput = cost })] };
        }

        if (options.CostPerOutputMax is not null && descriptor.Models.FirstOrDefault(model => model.CostPerOutput is null) is { } model)
        {
            throw new InvalidOperationException(
                $"Dressora:CostPerOutputMax is set, and nobody says what the model '{model.Name}' of '{name}' costs: set Dressora:Providers:{name}:CostPerOutput.");
        }

        return new CatalogEntry(name, provider, descriptor);
    }
}
