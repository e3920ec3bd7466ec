using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>What came of one simulated world.</summary>
public sealed record SimulationRun
{
    private SimulationRun()
    {
    }

    /// <summary>Gets the seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets what may not be and was; empty when all is well. The world stops at the first.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Gets whether everything held.</summary>
    public bool Succeeded => Violations.Count == 0;

    /// <summary>
    /// Gets the faults that were planned; shrinking leaves those without which it does not fail.
    /// </summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>Gets the faults that struck, and where each found its job.</summary>
    public required IReadOnlyCollection<Strike> Strikes { get; init; }

    /// <summary>
    /// Gets how each accepted job ended, by its number: status, error code, credits charged.
    /// </summary>
    public required IReadOnlyDictionary<int, string> Outcomes { get; init; }

    /// <summary>Gets the arrows along which jobs have moved.</summary>
    internal IReadOnlySet<(JobStatus From, JobStatus To)> JobArrows { get; private init; } = null!;

    /// <summary>Gets the arrows along which attempts have moved.</summary>
    internal IReadOnlySet<(AttemptState From, AttemptState To)> AttemptArrows { get; private init; } = null!;

    /// <summary>Gets how many events there were.</summary>
    public required int Steps { get; init; }

    /// <summary>Gets every event in words, where the history was kept; else nothing.</summary>
    public required IReadOnlyList<string> History { get; init; }

    /// <summary>
    /// Tells the run for a person to read: the faults, the history, and what was wrong.
    /// </summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [$"seed {Seed}, {Steps} events", .. Faults.Select(fault => $"  planned: {fault}"), .. History, .. Violations.Select(violation => $"  WRONG: {violation}")]);

    internal static SimulationRun Of(SimulatedSite site) => new()
    {
        Seed = site.Scenario.Seed,
        Violations = [.. site.Monitor.Violations],
        Faults = site.Scenario.Faults,
        Strikes = [.. site.Monitor.Strikes],
        Outcomes = site.Monitor.Records
            .GroupBy(job => site.Monitor.IndexOf(job.Id)!.Value)
            .ToDictionary(jobs => jobs.Key, jobs => string.Join("; ", jobs.Select(Outcome))),
        JobArrows = site.Monitor.JobArrows,
        AttemptArrows = site.Monitor.AttemptArrows,
        Steps = site.World.Steps,
        History = site.World.History,
    };

    private static string Outcome(JobRecord job) => $"{job.Status} {job.Error?.Code ?? "-"} {job.Charged.Value}";
}
