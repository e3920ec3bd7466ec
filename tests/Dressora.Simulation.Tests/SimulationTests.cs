using System.Collections.Concurrent;
using Dressora.Soak;
using Dressora.Testing;

namespace Dressora.Simulations;

public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 2_000;

    // Where a fault can meet a job by what it is; everything else is chance, and 2,000 worlds have enough of it.
    private static readonly FaultKind[] Everywhere =
    [
        FaultKind.KilledBefore, FaultKind.KilledAfter, FaultKind.Asleep, FaultKind.UserCancels, FaultKind.UserErases, FaultKind.UserRetries,
    ];

    private static readonly JobStage[] WellVisited =
    [
        JobStage.Accepting, JobStage.Queued, JobStage.Submitting, JobStage.Accepted, JobStage.Storing, JobStage.Ended,
    ];

    [Fact]
    public void Two_thousand_worlds_end_well_and_every_fault_meets_jobs_at_every_stage()
    {
        var failures = new ConcurrentBag<long>();
        var table = new StrikeTable();
        Parallel.For(1, Seeds + 1, seed =>
        {
            var run = Simulation.Run(seed);
            table.Add(run.Strikes);
            if (!run.Succeeded)
            {
                failures.Add(seed);
            }
        });
        using var text = new StringWriter();
        table.Print(text);
        output.WriteLine(text.ToString());

        Assert.True(failures.IsEmpty, failures.IsEmpty ? null : Simulation.Shrink(failures.Min()).ToString());
        var emptyCells = Everywhere.SelectMany(kind => WellVisited.Select(stage => new Strike(kind, stage))).Where(cell => table.Count(cell) == 0).ToList();
        var emptyRows = Enum.GetValues<FaultKind>().Where(kind => Enum.GetValues<JobStage>().All(stage => table.Count(new Strike(kind, stage)) == 0)).ToList();
        var emptyColumns = Enum.GetValues<JobStage>().Where(stage => Everywhere.All(kind => table.Count(new Strike(kind, stage)) == 0)).ToList();
        Assert.Empty(emptyCells);
        Assert.Empty(emptyRows);
        Assert.Empty(emptyColumns);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(-5)]
    [InlineData(long.MaxValue)]
    public void A_seed_is_replayed_to_the_letter(long seed)
    {
        var first = Simulation.Run(seed, keepHistory: true);
        var second = Simulation.Run(seed, keepHistory: true);

        Assert.NotEmpty(first.History);
        Assert.Equal(first.History, second.History);
        Assert.Equal(first.Steps, Simulation.Run(seed).Steps);
    }

    [Theory]
    [InlineData(0, 2, 3)]
    [InlineData(3, 0, 3)]
    [InlineData(3, 2, -1)]
    public void A_world_without_what_makes_one_is_refused(int jobs, int nodes, int faults) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Simulation.Run(1, new SimulationOptions { Jobs = jobs, Nodes = nodes, Faults = faults }));

    [Fact]
    public void A_provider_of_ones_own_is_simulated()
    {
        var options = new SimulationOptions { Provider = time => new ScriptedProvider(time) };

        Assert.All(Enumerable.Range(1, 100), seed => Assert.True(Simulation.Run(seed, options).Succeeded, $"seed {seed}"));
    }
}
