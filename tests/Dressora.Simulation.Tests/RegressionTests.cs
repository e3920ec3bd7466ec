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
    public void What_went_wrong_once_ends_well(long seed, string what) => Assert.True(Simulation.Run(seed).Succeeded, what);
}
