using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dressora;

/// <summary>Adds the file store.</summary>
public static class FileResultDressoraBuilderExtensions
{
    /// <summary>Keeps results and inputs as files below a folder, in place of any other result store. For one machine.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="folder">
    /// Created at start where it is missing; the start fails when it cannot be written to. On one local file system, for nothing else,
    /// and not below a folder that a web server publishes: inputs are private.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The store makes no URLs, so results go out through the application. Called twice, the last folder counts. Several processes of one
    /// machine may share a folder; several machines need a store that they share, such as R2.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is blank.</exception>
    public static IDressoraBuilder UseFileResults(this IDressoraBuilder builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptionsWithValidateOnStart<FileResultOptions, FileResultFolder>()
            .Configure(options => options.Folder = folder);
        builder.Services.RemoveAll<IResultStore>();
        builder.Services.AddSingleton<IResultStore, FileResultStore>();
        return builder;
    }
}
