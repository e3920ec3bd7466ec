using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>What a simulated world is made of.</summary>
public sealed record SimulationOptions
{
    /// <summary>Gets how many jobs are asked for.</summary>
    /// <value>The default is 3; at least 1.</value>
    public int Jobs { get; init; } = 3;

    /// <summary>Gets how many nodes share the store.</summary>
    /// <value>The default is 2; at least 1.</value>
    public int Nodes { get; init; } = 2;

    /// <summary>Gets how many faults are planned at least; twice as many at most.</summary>
    /// <value>The default is 3.</value>
    public int Faults { get; init; } = 3;

    /// <summary>
    /// Gets whether the host has a ledger of its own; <see langword="null"/> to let the seed
    /// decide.
    /// </summary>
    public bool? ForeignLedger { get; init; }

    /// <summary>
    /// Gets what makes the provider under simulation, with the world's clock; <see langword="null"/> for three scripted ones, of which the
    /// seed puts one first.
    /// </summary>
    /// <remarks>
    /// One provider serves all nodes of one world, as one upstream service does. It must do what it does on the thread that calls it: behind
    /// a real <see cref="System.Net.Http.HttpClient"/> put a handler that answers at once. Time that passes is the simulation's to add.
    /// </remarks>
    public Func<TimeProvider, IGenerationProvider>? Provider { get; init; }

    /// <summary>
    /// Gets what changes a provider before the nodes get it; <see langword="null"/> for nothing.
    /// </summary>
    public Func<IGenerationProvider, IGenerationProvider>? WrapProvider { get; init; }

    /// <summary>
    /// Gets what makes the job store that the nodes share, with the world's clock; <see langword="null"/> for the one in memory.
    /// </summary>
    /// <remarks>It is disposed with the world where it is disposable.</remarks>
    public Func<TimeProvider, IJobStore>? Store { get; init; }

    /// <summary>
    /// Gets how many events there may be before a world counts as one that does not come to rest.
    /// </summary>
    /// <value>The default is 20,000.</value>
    public int StepsMax { get; init; } = 20_000;
}
