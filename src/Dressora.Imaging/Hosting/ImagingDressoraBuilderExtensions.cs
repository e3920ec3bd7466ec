using Dressora.Imaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>Adds what changes images.</summary>
public static class ImagingDressoraBuilderExtensions
{
    /// <summary>
    /// Stores uploads and fetched inputs upright and without metadata, encodes them in a type that every model reads, and makes thumbnails of results.
    /// </summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="configure">Changes settings in code.</param>
    /// <returns>The same builder.</returns>
    public static IDressoraBuilder AddImaging(this IDressoraBuilder builder, Action<ImagingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var options = builder.Services.AddOptionsWithValidateOnStart<ImagingOptions, ImagingOptionsValidator>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.RemoveAll<IImageProcessor>();
        builder.Services.AddSingleton<IImageProcessor>(services => new SkiaImageProcessor(services.GetRequiredService<IOptions<ImagingOptions>>().Value));
        return builder;
    }
}
