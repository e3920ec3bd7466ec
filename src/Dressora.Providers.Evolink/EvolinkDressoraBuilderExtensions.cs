using Dressora.Providers;
using Dressora.Providers.Evolink;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>Adds EvoLink.</summary>
public static class EvolinkDressoraBuilderExtensions
{
    /// <summary>The name that a provider gets when none is chosen.</summary>
    private const string DefaultName = "evolink";

    /// <summary>Adds EvoLink as the provider <c>evolink</c>.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="configure">Sets at least <see cref="EvolinkOptions.ApiKey"/>, unless the options are configured elsewhere.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A provider of that name was added already.</exception>
    public static IDressoraBuilder AddEvolink(this IDressoraBuilder builder, Action<EvolinkOptions>? configure = null) =>
        builder.AddEvolink(DefaultName, configure);

    /// <summary>Adds EvoLink under a name of its own: once per account or region.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="name">From 1 to 40 lower-case letters, digits and <c>-</c>, beginning with a letter. Unique.</param>
    /// <param name="configure">Sets at least <see cref="EvolinkOptions.ApiKey"/>, unless configured elsewhere under this name.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>The options are checked when the host starts; an <see cref="OptionsValidationException"/> names what is broken.</remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not of that form, or is taken.</exception>
    public static IDressoraBuilder AddEvolink(this IDressoraBuilder builder, string name, Action<EvolinkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddProvider(name, services => new EvolinkProvider(
            name,
            Options(services, name),
            services.GetRequiredKeyedService<EvolinkApi>(name),
            services.GetRequiredKeyedService<EvolinkCredits>(name),
            services.GetRequiredService<ILogger<EvolinkProvider>>()));

        var options = builder.Services.AddOptionsWithValidateOnStart<EvolinkOptions, EvolinkOptionsValidator>(name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.AddLogging();
        builder.Services.TryAddSingleton(TimeProvider.System);
        EvolinkClients.Add(builder.Services, name);
        builder.Services.AddKeyedSingleton(name, (services, _) => new EvolinkApi(
            name, services.GetRequiredService<IHttpClientFactory>(), Options(services, name), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddKeyedSingleton(name, (services, _) => new EvolinkCredits(
            services.GetRequiredKeyedService<EvolinkApi>(name), Options(services, name).LowCredits));
        return builder;
    }

    /// <summary>Adds EvoLink under a name of its own, with options from a configuration section.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="name">From 1 to 40 lower-case letters, digits and <c>-</c>, beginning with a letter. Unique.</param>
    /// <param name="section">Holds the options by their names; a key that names none of them stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not of that form, or is taken.</exception>
    public static IDressoraBuilder AddEvolink(this IDressoraBuilder builder, string name, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);

        builder.AddEvolink(name);
        builder.Services.Configure<EvolinkOptions>(name, section, static binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }

    /// <summary>Adds a health check that reads the balance of an EvoLink account: free, and it generates nothing.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="name">The provider's name, which is the check's name too.</param>
    /// <param name="failureStatus">What a refused key or an unreachable service is; unhealthy unless said otherwise.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>Degraded at or below <see cref="EvolinkOptions.LowCredits"/>. The description tells the balance and no secret.</remarks>
    public static IDressoraBuilder AddEvolinkHealthCheck(
        this IDressoraBuilder builder, string name = DefaultName, HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, services => new EvolinkHealthCheck(services.GetRequiredKeyedService<EvolinkCredits>(name)), failureStatus, tags: null));
        return builder;
    }

    private static EvolinkOptions Options(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<EvolinkOptions>>().Get(name);
}
