using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Testing;

/// <summary>Registers further scripted providers with a <see cref="DressoraTestHost"/>.</summary>
public static class ScriptedProviderDressoraBuilderExtensions
{
    /// <summary>
    /// Adds a provider on the host's clock; <see cref="DressoraTestHost.ProviderNamed"/> finds it
    /// again.
    /// </summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="name">The name that it is registered under; <c>scripted</c> is taken by the host's own.</param>
    /// <param name="descriptor">What it can do; <see langword="null"/> for <see cref="ScriptedProvider.DefaultDescriptor"/>.</param>
    /// <exception cref="ArgumentException">The name is not a provider's name, or is taken.</exception>
    public static IDressoraBuilder AddScriptedProvider(this IDressoraBuilder builder, string name, ProviderDescriptor? descriptor = null) =>
        builder.AddProvider(name, services => new ScriptedProvider(services.GetRequiredService<TimeProvider>(), descriptor));
}
