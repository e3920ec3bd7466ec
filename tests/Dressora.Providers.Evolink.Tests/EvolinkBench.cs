using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Dressora.Providers.Evolink.Tests;

/// <summary>The provider as a host would register it, before a stub.</summary>
internal sealed class EvolinkBench : IAsyncDisposable
{
    public const string Name = "evolink";

    private readonly ServiceProvider _services;

    private EvolinkBench(EvolinkStub stub, ServiceProvider services)
    {
        Stub = stub;
        _services = services;
        Provider = services.GetRequiredKeyedService<IGenerationProvider>(Name);
    }

    public EvolinkStub Stub { get; }

    public IGenerationProvider Provider { get; }

    public IInputStaging Staging => (IInputStaging)Provider;

    public EvolinkCredits Credits => _services.GetRequiredKeyedService<EvolinkCredits>(Name);

    public IServiceProvider Services => _services;

    public static async Task<EvolinkBench> StartAsync(
        Action<EvolinkOptions>? configure = null, Action<IServiceCollection>? host = null)
    {
        var stub = await EvolinkStub.StartAsync();
        var services = new ServiceCollection();
        host?.Invoke(services);
        new Builder(services).AddEvolink(Name, options =>
        {
            options.ApiKey = EvolinkStub.Key;
            options.BaseUrl = stub.Url;
            configure?.Invoke(options);
        });
        services.Configure<HttpStandardResilienceOptions>(
            $"{EvolinkClients.Reads(Name)}-standard", resilience => resilience.Retry.Delay = TimeSpan.Zero);
        return new EvolinkBench(stub, services.BuildServiceProvider());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Stub.DisposeAsync();
    }

    internal sealed record Builder(IServiceCollection Services) : IDressoraBuilder;
}
