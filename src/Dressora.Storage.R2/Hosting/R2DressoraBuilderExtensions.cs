using Dressora.Storage.R2;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>Keeps results and inputs in R2.</summary>
public static class R2DressoraBuilderExtensions
{
    /// <summary>
    /// Keeps results and inputs in Cloudflare R2, or in any service that speaks S3, in place of any other result store.
    /// </summary>
    /// <remarks>
    /// Readers get presigned URLs, or public ones where <see cref="R2Options.PublicBaseUrl"/> is set. Nothing is sent at start: run the doctor
    /// (<c>StorageDoctor</c>, <c>AddStorageCheck</c>, or <c>dressora storage doctor</c>) to learn whether the settings work. Called twice, the
    /// settings add up.
    /// </remarks>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="configure">Sets the service, the bucket and the keys.</param>
    /// <returns>The same builder.</returns>
    public static IDressoraBuilder UseR2(this IDressoraBuilder builder, Action<R2Options> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        Add(builder).Configure(configure);
        return builder;
    }

    /// <summary>Keeps results and inputs in R2, with options from a configuration section.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="section">Holds the options by their names; a key that names none of them stops the start.</param>
    /// <returns>The same builder.</returns>
    public static IDressoraBuilder UseR2(this IDressoraBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);

        Add(builder);
        builder.Services.Configure<R2Options>(section, static binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }

    private static OptionsBuilder<R2Options> Add(IDressoraBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.RemoveAll<IResultStore>();
        builder.Services.AddSingleton<IResultStore>(services => new R2ResultStore(
            services.GetRequiredService<IOptions<R2Options>>().Value, services.GetRequiredService<TimeProvider>()));
        return builder.Services.AddOptionsWithValidateOnStart<R2Options, R2OptionsValidator>();
    }
}
