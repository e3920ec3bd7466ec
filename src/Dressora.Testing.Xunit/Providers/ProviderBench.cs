using Dressora.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;

namespace Dressora.Testing;

/// <summary>A provider in a host of its own, and the upstream behind it.</summary>
internal sealed class ProviderBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly LogCapture _log;

    private ProviderBench(ServiceProvider services, ProviderUpstream upstream, LogCapture log)
    {
        _services = services;
        _log = log;
        Upstream = upstream;
        Provider = services.GetRequiredKeyedService<IGenerationProvider>(upstream.ProviderName);
    }

    public IGenerationProvider Provider { get; }

    public ProviderUpstream Upstream { get; }

    public IReadOnlyCollection<string> LogLines => _log.Lines;

    public static async Task<ProviderBench> StartAsync(Func<IDressoraBuilder, Task<ProviderUpstream>> start, bool hostRetries)
    {
        var log = new LogCapture();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton(TimeProvider.System);
        if (hostRetries)
        {
            AddRetries(services);
        }

        var upstream = await start(new Builder(services));
        return new ProviderBench(services.BuildServiceProvider(), upstream, log);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    // What service defaults do, and then a handler that no provider can know by its type.
    private static void AddRetries(IServiceCollection services) => services.ConfigureHttpClientDefaults(client =>
    {
        client.AddStandardResilienceHandler();
        client.AddHttpMessageHandler(static () => new RetryingHandler());
        services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.Delay = TimeSpan.Zero);
    });

    private sealed record Builder(IServiceCollection Services) : IDressoraBuilder;
}
