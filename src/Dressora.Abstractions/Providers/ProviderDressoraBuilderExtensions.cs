using System.Text.RegularExpressions;
using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Registers providers.</summary>
public static partial class ProviderDressoraBuilderExtensions
{
    /// <summary>Adds a provider under a name. The first one added is the default, unless <c>Dressora:DefaultProvider</c> names another.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="name">From 1 to 40 lower-case letters, digits and <c>-</c>, beginning with a letter; part of callback URLs. Unique.</param>
    /// <param name="create">Makes the provider, once.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not of that form, or is taken.</exception>
    public static IDressoraBuilder AddProvider(
        this IDressoraBuilder builder, string name, Func<IServiceProvider, IGenerationProvider> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!Form().IsMatch(name))
        {
            throw new ArgumentException(
                $"'{name}' is not a provider name: 1 to 40 lower-case letters, digits and '-', beginning with a letter.", nameof(name));
        }

        var registration = new ProviderRegistration(name);
        if (builder.Services.Any(service => registration.Equals(service.ImplementationInstance)))
        {
            throw new ArgumentException($"A provider named '{name}' is registered already; give this one another name.", nameof(name));
        }

        builder.Services.AddSingleton(registration);
        builder.Services.AddKeyedSingleton(name, (services, _) => create(services));
        return builder;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
