namespace Dressora.Chaos;

/// <summary>How long and how hard a drill is.</summary>
public sealed record ChaosOptions
{
    /// <summary>Gets how long nodes are killed and stopped.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many jobs are sent meanwhile.</summary>
    public int Jobs { get; init; } = 500;

    /// <summary>Gets how many nodes there are.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>Gets how long after one kill the next one comes.</summary>
    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets how long after one stop the next one comes.</summary>
    public TimeSpan StopEvery { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>Gets how long a node stands still: longer than its lease.</summary>
    public TimeSpan StopFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long after the last kill every job must have ended.</summary>
    public TimeSpan EndsWithin { get; init; } = TimeSpan.FromSeconds(120);
}
