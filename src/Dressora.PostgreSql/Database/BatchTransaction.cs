using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// One transaction over the accounts and jobs of a batch, in two round trips: lock and load, save
/// and commit. Between them the cores decide.
/// </summary>
internal sealed class BatchTransaction(PostgreSqlDatabase database, CreditOptions policies)
{
    /// <summary>Gets whether the commit was sent, so that a lost connection leaves it unknown.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>Gets whether it has written something that is due now.</summary>
    public bool HasDue { get; private set; }

    /// <summary>
    /// Runs a batch. The work has its answers when it returns, and what it changed is on the disk.
    /// </summary>
    public void Run(NpgsqlConnection connection, IReadOnlyList<QueuedWork> works)
    {
        var load = new BatchLoad();
        foreach (var work in works)
        {
            work.Ask(load);
        }

        var batch = load.Run(connection, database, policies);
        foreach (var work in works)
        {
            work.Decide(batch);
        }

        HasDue = batch.Jobs.HasDue(batch.Now);
        using var trip = new Trip(connection);
        batch.Save(trip, database);
        IsCommitting = true;
        trip.Add(CreditStatements.Commit).Send();
    }
}
