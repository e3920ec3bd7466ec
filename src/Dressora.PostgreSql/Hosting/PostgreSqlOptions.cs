namespace Dressora;

/// <summary>
/// The settings of jobs and credits in PostgreSQL. Durability is the database's: with its default
/// <c>synchronous_commit = on</c> every answer is on the disk.
/// </summary>
/// <remarks>Read once, when the store is made.</remarks>
public sealed class PostgreSqlOptions
{
    /// <summary>Gets or sets the schema that the tables lie in.</summary>
    /// <value>
    /// The default is <c>dressora</c>; a lower-case letter or an underscore, then lower-case
    /// letters, digits and underscores, 63 at the most.
    /// </value>
    public string Schema { get; set; } = "dressora";

    /// <summary>
    /// Gets or sets whether the tables are made, and brought up to date, when the application
    /// starts.
    /// </summary>
    /// <value>
    /// The default is <see langword="true"/>. With <see langword="false"/> the start only checks
    /// them, and fails naming the version that is missing: run
    /// <see cref="PostgreSqlSchema.Script"/> with a role that may, before.
    /// </value>
    public bool AutoMigrate { get; set; } = true;

    /// <summary>
    /// Gets or sets whether time is the database's, one clock for all nodes, or this node's
    /// <see cref="TimeProvider"/>.
    /// </summary>
    /// <value>
    /// The default is <see langword="true"/>, the database's. Either way no account's time runs
    /// backwards: an earlier time counts as that of the account's newest entry.
    /// </value>
    public bool UseDatabaseClock { get; set; } = true;

    /// <summary>
    /// Gets or sets how many transactions this node writes at once, each on a connection that it
    /// keeps open. What belongs to one account is nearly always written by the same one.
    /// </summary>
    /// <value>The default is 2; from 1 to 16. More pay off on a server with more cores.</value>
    public int Writers { get; set; } = 2;

    /// <summary>
    /// Gets or sets whether nodes tell one another with <c>NOTIFY</c> that something is due. Each worker then keeps one more connection, to
    /// listen. Without it work that another node wrote begins up to <c>Dressora:PollInterval</c> later, and nothing else changes.
    /// </summary>
    /// <value>
    /// The default is <see langword="true"/>. Set <see langword="false"/> behind a connection pooler in transaction mode, which carries no
    /// notifications.
    /// </value>
    public bool Notifications { get; set; } = true;
}
