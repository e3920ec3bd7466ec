using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>
/// Collects what an application adds to Dressora. Packages extend it with verbs of their own.
/// </summary>
public interface IDressoraBuilder
{
    /// <summary>Gets the application's services.</summary>
    IServiceCollection Services { get; }
}
