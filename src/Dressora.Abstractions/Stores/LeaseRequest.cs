using System.Collections.ObjectModel;

namespace Dressora.Stores;

/// <summary>Asks for due jobs.</summary>
/// <param name="Providers">The providers that this node has. A job that awaits another is left to the nodes that have it.</param>
/// <param name="Limit">How many jobs at the most; at least 1.</param>
/// <param name="Duration">How long a lease lasts unless it is renewed.</param>
public sealed record LeaseRequest(IReadOnlyCollection<string> Providers, int Limit, TimeSpan Duration)
{
    /// <summary>Gets how many tasks may be begun now, by provider. A provider that is not listed has no limit.</summary>
    /// <remarks>
    /// Only jobs whose next step is a create are kept back (<see cref="JobRecord.BeginsTask"/>), and only before their deadline:
    /// tasks that a provider has taken on are read, stored and ended all the same.
    /// </remarks>
    public IReadOnlyDictionary<string, TaskLimit> TaskLimits { get; init; } = ReadOnlyDictionary<string, TaskLimit>.Empty;

    /// <summary>
    /// How long after its deadline a job is left to the nodes that have its provider, before any
    /// node may end it.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
}
