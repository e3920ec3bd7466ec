using Dressora.Sqlite;
using Dressora.Testing;

namespace Dressora.Simulations;

/// <summary>The same worlds on a real database: nodes die between its commits, and everything ends as it does in memory.</summary>
public sealed class SqliteTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dressora-simulation-");

    [Fact]
    public async Task A_world_on_SQLite_has_the_history_of_the_same_world_in_memory()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            await using var database = new SqliteDatabase($"Data Source={Path.Combine(_folder.FullName, $"{seed}.db")};Pooling=False");
            var options = new SimulationOptions { Store = time => new SqliteJobStore(database, time, new CreditOptions()) };

            var onDisk = Simulation.Run(seed, options, keepHistory: true);
            var inMemory = Simulation.Run(seed, keepHistory: true);

            Assert.True(onDisk.Succeeded, onDisk.ToString());
            Assert.Equal(inMemory.Outcomes, onDisk.Outcomes);
            Assert.Equal(inMemory.History, onDisk.History);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
