using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dressora;

/// <summary>Adds what watches over the storage.</summary>
public static class StorageCheckDressoraBuilderExtensions
{
    private static readonly TimeSpan IntervalDefault = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Adds a health check that puts, reads and deletes a probe in the result store, and says what is wrong and what mends it.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the health check.</param>
    /// <param name="interval">
    /// How old an answer may be: a probe costs requests, and health is asked for often. <see langword="null"/> for a minute; zero or more.
    /// </param>
    /// <param name="failureStatus">What a storage that fails makes it; <see langword="null"/> for unhealthy.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the interval is negative.</exception>
    public static IDressoraBuilder AddStorageCheck(
        this IDressoraBuilder builder, string name = "dressora-storage", TimeSpan? interval = null, HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval ?? IntervalDefault, TimeSpan.Zero, nameof(interval));

        builder.Services.AddKeyedSingleton(name, (services, _) => new StorageCheck(
            services.GetRequiredService<IResultStore>(), services.GetRequiredService<TimeProvider>(), interval ?? IntervalDefault));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, services => services.GetRequiredKeyedService<StorageCheck>(name), failureStatus, tags: null));
        return builder;
    }
}
