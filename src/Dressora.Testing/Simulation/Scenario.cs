namespace Dressora.Testing;

/// <summary>
/// What a simulation is made of: everything that the seed decides before it begins, so that parts
/// of it can be left out.
/// </summary>
internal sealed record Scenario
{
    /// <summary>Gets the seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets how many nodes there are.</summary>
    public required int Nodes { get; init; }

    /// <summary>
    /// Gets whether the host has a ledger of its own, which commits apart from the jobs.
    /// </summary>
    public required bool ForeignLedger { get; init; }

    /// <summary>Gets which provider is asked first.</summary>
    public required string FirstProvider { get; init; }

    /// <summary>Gets how many credits of all that is wanted each user lacks.</summary>
    public required long Lacking { get; init; }

    /// <summary>
    /// Gets how many tasks the host allows itself at each provider; <see langword="null"/> for
    /// any number.
    /// </summary>
    public int? ConcurrentTasks { get; init; }

    /// <summary>
    /// Gets how many creates a node may send in ten seconds; <see langword="null"/> for any
    /// number.
    /// </summary>
    public int? Creates { get; init; }

    /// <summary>Gets what the users want.</summary>
    public required IReadOnlyList<SimulatedRequest> Requests { get; init; }

    /// <summary>Gets what goes wrong.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>Throws a scenario from its seed.</summary>
    public static Scenario From(long seed, SimulationOptions options)
    {
        var dice = new Dice(unchecked((ulong)seed)).For("scenario");
        var requests = new List<SimulatedRequest>();
        for (var job = 0; job < options.Jobs; job++)
        {
            requests.Add(new SimulatedRequest(
                job, dice.Between(TimeSpan.Zero, TimeSpan.FromSeconds(20)), 1 + dice.Below(3), dice.Percent(50), dice.Percent(80)));
        }

        var kinds = Enum.GetValues<FaultKind>().Except(options.Provider is null ? [] : FaultRules.Scripted).ToList();
        var faults = new List<Fault>();
        for (var i = options.Faults + dice.Below(options.Faults + 1); i > 0; i--)
        {
            faults.Add(FaultRules.Plan(dice.Pick(kinds), dice.Below(options.Jobs), dice));
        }

        var limits = dice.For("limits"); // Of their own, so that what seeds decided before there were limits stays.
        return new Scenario
        {
            ConcurrentTasks = limits.Percent(30) ? 1 + limits.Below(2) : null,
            Creates = limits.Percent(20) ? 1 : null,
            Seed = seed,
            Nodes = options.Nodes,
            ForeignLedger = options.ForeignLedger ?? dice.Percent(40),
            FirstProvider = dice.Pick(SimulatedSite.ScriptedNames),
            Lacking = dice.Percent(15) ? 1 + dice.Below(3) : 0,
            Requests = requests,
            Faults = faults,
        };
    }
}
