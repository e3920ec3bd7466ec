using Dressora.Testing;

namespace Dressora.Simulations;

/// <summary>Worlds in which something was wrong once.</summary>
public sealed class RegressionTests
{
    [Theory]
    [InlineData(223, "an end that could not be written was written without its credit operation when its step backed off")]
    [InlineData(241, "the same, with a synchronous provider")]
    [InlineData(110, "a node that died while it stored a synchronous create's outputs left an image for ever")]
    [InlineData(601, "a node that stood still put an image back after its job was erased")]
    [InlineData(6292, "a callback that came again after its job was erased")]
    [InlineData(222, "a node that stood still began a task at a place that was somebody else's by then")]
    [InlineData(18168, "the same, after it had renewed the lease that had run out")]
    [InlineData(7562, "the same, after another commit had renewed it")]
    [InlineData(6178, "a node that stood still staged a copy after it was discarded")]
    [InlineData(36004, "a simulated worker asked for no jobs while it was full, was refused, and never worked again")]
    [InlineData(422, "a freeze that the host's ledger heard after its job was cleared up held credits of no job", 12)]
    [InlineData(833, "a node that stood still fetched an input of a job that had been canceled", 12)]
    [InlineData(793, "a place was taken twice", 12)]
    [InlineData(326, "a staged copy was left", 12)]
    public void What_went_wrong_once_ends_well(long seed, string what, int faults = 3) =>
        Assert.True(Simulation.Run(seed, new SimulationOptions { Faults = faults }).Succeeded, what);
}
