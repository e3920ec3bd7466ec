using Dressora.Testing;

namespace Dressora.PostgreSql.Tests.Jobs;

/// <summary>Worlds of the simulation on a real database: nodes die between its commits, and everything ends as it does in memory.</summary>
public sealed class SimulationTests(PostgreSqlServer server)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_world_on_PostgreSQL_has_the_history_of_the_same_world_in_memory(int part)
    {
        for (var seed = 10 * part; seed < 10 * (part + 1); seed++)
        {
            PostgreSqlJobStore? store = null;
            var onServer = Simulation.Run(seed, new SimulationOptions { Store = time => store = server.OpenStore(time, writers: 1) }, keepHistory: true);
            var inMemory = Simulation.Run(seed, keepHistory: true);

            Assert.True(onServer.Succeeded, onServer.ToString());
            Assert.Equal(inMemory.Outcomes, onServer.Outcomes);
            Assert.Equal(inMemory.History, onServer.History);
            await store!.DisposeAsync();
        }
    }
}
