using Dressora.Jobs;
using Dressora.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dressora;

/// <summary>Says at start what a host should know, and stops a start that cannot work.</summary>
internal sealed partial class StartChecks(
    ProviderCatalog catalog, IJobStore store, IResultStore results, DressoraOptions options, ILogger<StartChecks> logger,
    IHostEnvironment? environment = null) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        CheckPublicBaseUrl();
        if (environment?.IsDevelopment() != true && (store is InMemoryJobStore || results is InMemoryResultStore))
        {
            Log.InMemory(logger);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void CheckPublicBaseUrl()
    {
        foreach (var entry in catalog.Entries.Where(entry => entry.Descriptor.Callbacks))
        {
            if (options.PublicBaseUrl is not { } url)
            {
                Log.Polling(logger, entry.Name);
            }
            else if (!url.IsAbsoluteUri || !IsLocal(entry) && UrlGuard.Check(url) is not null)
            {
                var problem = url.IsAbsoluteUri ? UrlGuard.Check(url)!.Message : "The URL must be absolute.";
                throw new InvalidOperationException(
                    $"Dressora:PublicBaseUrl is where '{entry.Name}' calls back. {problem} Leave it out to run by polling.");
            }
        }
    }

    // An emulator on this machine may call back over plain http, and only on this machine.
    private static bool IsLocal(CatalogEntry entry) => entry.Descriptor.BaseAddress?.IsLoopback == true;

    private static partial class Log
    {
        [LoggerMessage(2501, LogLevel.Warning, "Jobs, credits or results are kept in memory and end with this process. Add a store.")]
        public static partial void InMemory(ILogger logger);

        [LoggerMessage(2502, LogLevel.Information, "Dressora:PublicBaseUrl is not set: jobs of '{Provider}' run by polling.")]
        public static partial void Polling(ILogger logger, string provider);
    }
}
