using Dressora.Stores;
using Dressora.Testing;
using static Dressora.JobStatus;
using Attempt = Dressora.Stores.AttemptState;

namespace Dressora.Simulations;

/// <summary>The two diagrams of docs/jobs.md against what a thousand worlds did: no arrow is missing, and none is there that is not drawn.</summary>
public sealed class ArrowTests
{
    private const int Seeds = 1_000;

    private static readonly (JobStatus From, JobStatus To)[] Jobs =
    [
        (Queued, Running), (Queued, Failed), (Queued, Canceled),
        (Running, Storing), (Running, Failed), (Running, Canceled),
        (Storing, Succeeded), (Storing, Failed),
    ];

    // The answer to a create may still come when its lease has died: Unknown keeps the arrows of Submitting.
    private static readonly (Attempt From, Attempt To)[] Attempts =
    [
        (Attempt.Planned, Attempt.Submitting), (Attempt.Planned, Attempt.Failed),
        (Attempt.Submitting, Attempt.Planned), (Attempt.Submitting, Attempt.Accepted), (Attempt.Submitting, Attempt.Succeeded),
        (Attempt.Submitting, Attempt.Failed), (Attempt.Submitting, Attempt.Unknown),
        (Attempt.Unknown, Attempt.Accepted), (Attempt.Unknown, Attempt.Abandoned), (Attempt.Unknown, Attempt.Succeeded),
        (Attempt.Unknown, Attempt.Failed),
        (Attempt.Accepted, Attempt.Succeeded), (Attempt.Accepted, Attempt.Failed), (Attempt.Accepted, Attempt.Canceled), (Attempt.Accepted, Attempt.Lost),
    ];

    // Two accidents must meet: the answer that a create was not sent comes from a node that stood still past its lease.
    private static readonly (Attempt From, Attempt To)[] Rare = [(Attempt.Unknown, Attempt.Planned)];

    private static readonly Lazy<List<SimulationRun>> Runs = new(() =>
        [.. Enumerable.Range(1, Seeds).AsParallel().Select(seed => Simulation.Run(seed, new SimulationOptions { Faults = 6 }))]);

    [Fact]
    public void Jobs_move_along_every_arrow_that_is_drawn_and_along_no_other() =>
        Assert.Equal(Jobs.Order(), Runs.Value.SelectMany(run => run.JobArrows).Distinct().Order());

    [Fact]
    public void Attempts_move_along_every_arrow_that_is_drawn_and_along_no_other() =>
        Assert.Equal(Attempts.Order(), Runs.Value.SelectMany(run => run.AttemptArrows).Except(Rare).Distinct().Order());
}
