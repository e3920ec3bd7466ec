using Dressora.Chaos;

namespace Dressora.Crash;

/// <summary>Three nodes on one PostgreSQL: the short form of <c>eng/chaos.sh</c>.</summary>
public sealed class NodesTests
{
    [Fact]
    public async Task Nodes_that_are_killed_and_stopped_while_the_database_restarts_lose_nothing_and_charge_nothing_twice()
    {
        var output = new StringWriter();
        var options = new ChaosOptions { Duration = TimeSpan.FromSeconds(10), Jobs = 60, StopEvery = TimeSpan.FromSeconds(4) };

        var succeeded = await ChaosDrill.RunAsync(options, output, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(output.ToString());
        Assert.SkipWhen(succeeded is null && Environment.GetEnvironmentVariable("CI") != "true", output.ToString());
        Assert.True(succeeded, output.ToString());
    }
}
