namespace Dressora;

/// <summary>
/// The settings of the SQLite file. Durability is not one of them: every commit is on the disk
/// before it is answered.
/// </summary>
/// <remarks>Read once, when the store is opened.</remarks>
public sealed class SqliteOptions
{
    /// <summary>
    /// Gets or sets how long a write waits for another process that writes to the same file.
    /// </summary>
    /// <value>
    /// The default is 30 seconds; from 1 second to 5 minutes. A write that waited in vain has
    /// changed nothing, and fails with the driver's exception.
    /// </value>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how many reads run at once, each on a connection of its own. Further reads
    /// wait for their turn.
    /// </summary>
    /// <value>The default is 8; from 1 to 64.</value>
    public int ReadersMax { get; set; } = 8;
}
