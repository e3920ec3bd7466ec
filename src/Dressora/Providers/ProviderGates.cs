using System.Collections.Frozen;
using Dressora.Stores;

namespace Dressora;

/// <summary>What this node may begin at each provider.</summary>
internal sealed class ProviderGates
{
    private readonly FrozenDictionary<string, ProviderGate> _gates;

    public ProviderGates(ProviderCatalog catalog, DressoraOptions options, TimeProvider time) => _gates = catalog.Entries.ToFrozenDictionary(
        entry => entry.Name,
        entry => new ProviderGate(options.Providers.TryGetValue(entry.Name, out var own) ? own : new ProviderOptions(), time),
        StringComparer.Ordinal);

    /// <summary>Gets the shortest time after which one of them opens by itself.</summary>
    public TimeSpan? OpensIn => _gates.Values.Min(gate => gate.ClosedFor);

    /// <summary>Finds the gate of a registered provider.</summary>
    public ProviderGate Of(string provider) => _gates[provider];

    /// <summary>
    /// Says what a job finds at a provider, which this node may not have.
    /// </summary>
    public ProviderState StateOf(string provider) => _gates.TryGetValue(provider, out var gate) ? gate.State : default;

    /// <summary>Lists what may be begun now, where there is a limit.</summary>
    public Dictionary<string, TaskLimit> Limits()
    {
        var limits = new Dictionary<string, TaskLimit>(StringComparer.Ordinal);
        foreach (var (name, gate) in _gates)
        {
            if (gate.Limit is { } limit)
            {
                limits.Add(name, limit);
            }
        }

        return limits;
    }

    /// <summary>Keeps a place for a job that was leased to begin a task.</summary>
    public void Reserve(JobRecord job)
    {
        if (job is { BeginsTask: true, Awaits: { } provider } && _gates.TryGetValue(provider, out var gate))
        {
            gate.Reserve(job.Id);
        }
    }

    /// <summary>Gives the place back that was kept, if it was not used.</summary>
    public void Return(JobRecord job)
    {
        if (job is { BeginsTask: true, Awaits: { } provider } && _gates.TryGetValue(provider, out var gate))
        {
            gate.Return(job.Id);
        }
    }
}
