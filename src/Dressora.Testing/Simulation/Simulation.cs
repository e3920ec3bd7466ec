namespace Dressora.Testing;

/// <summary>
/// Runs the pipeline in a world of one thread and a seed: nodes die between any two calls, answers get lost, callbacks come early, twice or
/// never, users cancel and ask again. After every step everything that must hold is looked at.
/// </summary>
/// <remarks>
/// The same seed and options give the same history, always. The pipeline is the one that runs in production; only its network, disk, clock
/// and chance are the world's. Thread-safe: worlds share nothing.
/// </remarks>
public static class Simulation
{
    /// <summary>Runs the world of a seed until nothing happens any more.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="options">What the world is made of; <see langword="null"/> for the defaults.</param>
    /// <param name="keepHistory">Whether the run tells its history, which is slower.</param>
    public static SimulationRun Run(long seed, SimulationOptions? options = null, bool keepHistory = false)
    {
        options ??= new SimulationOptions();
        Check(options);
        return Run(Scenario.From(seed, options), options, keepHistory);
    }

    /// <summary>
    /// Leaves out of a failing world whatever it fails without, and runs what is left with its
    /// history.
    /// </summary>
    /// <param name="seed">A seed whose run fails.</param>
    /// <param name="options">The options it fails with.</param>
    /// <returns>The smallest failing run that was found; the ordinary one when it does not fail.</returns>
    public static SimulationRun Shrink(long seed, SimulationOptions? options = null)
    {
        options ??= new SimulationOptions();
        Check(options);
        var smallest = Shrinking.Shrink(Scenario.From(seed, options), scenario => !Run(scenario, options, keepHistory: false).Succeeded);
        return Run(smallest, options, keepHistory: true);
    }

    private static SimulationRun Run(Scenario scenario, SimulationOptions options, bool keepHistory)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            using var site = new SimulatedSite(scenario, options, keepHistory);
            site.Start();
            while (!site.World.IsIdle && site.Monitor.Violations.Count == 0 && site.World.Steps < options.StepsMax)
            {
                site.World.Step();
            }

            if (site.Monitor.Violations.Count == 0)
            {
                Ending.Check(site);
            }

            return SimulationRun.Of(site);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static void Check(SimulationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Jobs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Nodes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Faults);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StepsMax, 1);
    }
}
