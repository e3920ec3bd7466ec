namespace Dressora;

/// <summary>
/// What a host allows itself at one provider. Bound from the section
/// <c>Dressora:Providers:</c> and the provider's name.
/// </summary>
/// <remarks>
/// A job that meets a limit waits in its queue until there is a place, without being tried; its
/// deadline stands.
/// </remarks>
public sealed class ProviderOptions
{
    /// <summary>
    /// Gets or sets how many tasks may be under way at once, over all nodes that share the store.
    /// </summary>
    /// <value>The default is <see langword="null"/>: any number. From 1 to 100,000.</value>
    public int? ConcurrentTasks { get; set; }

    /// <summary>
    /// Gets or sets how many creates this node may send within <see cref="CreatesPer"/>. Each
    /// node counts for itself: with three nodes, give each a third.
    /// </summary>
    /// <value>The default is <see langword="null"/>: any number. From 1 to 100,000.</value>
    public int? Creates { get; set; }

    /// <summary>
    /// Gets or sets the time within which <see cref="Creates"/> are counted, wherever it begins.
    /// </summary>
    /// <value>The default is 1 minute; from 1 second to 1 day.</value>
    public TimeSpan CreatesPer { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets what one output costs the host here, in US dollars, whatever the provider's
    /// models say of themselves (<see cref="Providers.ModelDescriptor.CostPerOutput"/>).
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: what the model says. From 0 to 1,000,000.
    /// </value>
    public decimal? CostPerOutput { get; set; }
}
