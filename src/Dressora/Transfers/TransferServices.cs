using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dressora;

/// <summary>Registers the transfers.</summary>
internal static class TransferServices
{
    /// <summary>
    /// Adds the spooler and the downloader, with validated limits. Safe to call twice; binding
    /// the options is the caller's.
    /// </summary>
    public static IServiceCollection AddTransfers(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptionsWithValidateOnStart<TransferOptions, TransferOptionsValidator>();
        services.TryAddSingleton<Spooler>();
        services.TryAddSingleton<GuardedDownloader>();
        return services;
    }
}
