using Dressora.Events;
using Dressora.Jobs;
using Dressora.Stores;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>Adds Dressora to an application.</summary>
public static class DressoraServiceCollectionExtensions
{
    private const string Section = "Dressora";

    /// <summary>Adds the pipeline with in-memory defaults. Safe to call twice: the second call returns a builder for the same pipeline.</summary>
    /// <remarks>
    /// With nothing but this and one provider everything works in memory, and warns outside Development. Where the application has a
    /// configuration, its section <c>Dressora</c> is bound to <see cref="DressoraOptions"/>; a key that it does not know stops the
    /// start. Providers, stores and the ledger are singletons.
    /// </remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes settings in code, after the configuration.</param>
    public static IDressoraBuilder AddDressora(this IServiceCollection services, Action<DressoraOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        var builder = new Builder(services);
        if (services.Any(service => service.ServiceType == typeof(WorkSignal)))
        {
            return builder;
        }

        services.AddLogging();
        services.AddTransfers();
        services.AddOptionsWithValidateOnStart<DressoraOptions, DressoraOptionsValidator>();
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<DressoraOptions>>(BindOptions));
        AddDefaults(services);
        AddPipeline(services);
        AddSteps(services);
        services.AddHostedService<StartChecks>();
        services.AddSingleton<CreditEventDispatcher>();
        services.AddHostedService<CreditWorker>();
        services.AddHostedService(Worker);
        return builder;
    }

    private static void AddDefaults(IServiceCollection services)
    {
        services.TryAddSingleton<IJobStore, InMemoryJobStore>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IJobStore>().Ledger
            ?? throw new InvalidOperationException("The job store has no ledger of its own: register an ICreditLedger."));
        services.TryAddSingleton<IResultStore, InMemoryResultStore>();
        services.TryAddSingleton<IJobPricing>(new DelegatePricing(_ => Credits.Zero));
    }

    private static void AddPipeline(IServiceCollection services)
    {
        services.AddSingleton<WorkSignal>();
        services.TryAddSingleton<Entropy, SystemEntropy>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DressoraOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<DressoraOptions>().Transfers);
        services.AddSingleton(provider => provider.GetRequiredService<DressoraOptions>().Credits);
        services.AddSingleton(ProviderCatalogs.Create);
        services.AddSingleton<ProviderGates>();
        services.AddSingleton(provider => new CallbackInbox(
            provider.GetRequiredService<IJobStore>(),
            provider.GetRequiredService<ProviderCatalog>(),
            provider.GetRequiredService<WorkSignal>()));
        services.AddSingleton<ImageIntake>();
        services.AddSingleton<PriceList>();
        services.AddSingleton<RequestPlanner>();
        services.AddSingleton<JobAcceptance>();
        services.AddSingleton<IGenerationJobs, GenerationJobs>();
        services.AddSingleton<IUploads, Uploads>();
    }

    private static void AddSteps(IServiceCollection services)
    {
        services.AddSingleton<ProviderTimeouts>();
        services.AddSingleton<ProviderSteps>();
        services.AddSingleton<StagingSteps>();
        services.AddSingleton<InputTypes>();
        services.AddSingleton<Thumbnails>();
        services.AddSingleton<ResultGate>();
        services.AddSingleton<TransferSteps>();
        services.AddSingleton<CreditSteps>();
        services.AddSingleton<JobPump>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<TaskRequests>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton(provider => MachineLimits.From(provider.GetRequiredService<DressoraOptions>()));
    }

    private static JobWorker Worker(IServiceProvider provider) => ActivatorUtilities.CreateInstance<JobWorker>(provider);

    private static ConfigureOptions<DressoraOptions> BindOptions(IServiceProvider provider) => new(options =>
    {
        // A misspelt key would otherwise be a limit that does not hold.
        provider.GetService<IConfiguration>()?.GetSection(Section).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
    });

    private sealed record Builder(IServiceCollection Services) : IDressoraBuilder;
}
