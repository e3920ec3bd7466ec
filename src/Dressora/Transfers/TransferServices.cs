using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dressora;

/// <summary>Registers the transfers.</summary>
internal static class TransferServices
{
    /// <summary>
    /// Adds the spooler and the downloader. Safe to call twice; their limits are the caller's to
    /// add.
    /// </summary>
    public static IServiceCollection AddTransfers(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Spooler>();
        services.TryAddSingleton<IDownloader, GuardedDownloader>();
        return services;
    }
}
