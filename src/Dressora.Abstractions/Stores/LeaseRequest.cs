namespace Dressora.Stores;

/// <summary>Asks for due jobs.</summary>
/// <param name="Providers">The providers that this node has. A job that awaits another is left to the nodes that have it.</param>
/// <param name="Limit">How many jobs at the most; at least 1.</param>
/// <param name="Duration">How long a lease lasts unless it is renewed.</param>
public sealed record LeaseRequest(IReadOnlyCollection<string> Providers, int Limit, TimeSpan Duration)
{
    /// <summary>
    /// How long after its deadline a job is left to the nodes that have its provider, before any
    /// node may end it.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
}
