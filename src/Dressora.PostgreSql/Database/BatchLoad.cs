using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>What a batch needs. Filled by its work, then locked and loaded in one trip.</summary>
internal sealed class BatchLoad
{
    /// <summary>Gets the accounts.</summary>
    public AccountLoad Accounts { get; } = new();

    /// <summary>Gets the jobs.</summary>
    public JobLoad Jobs { get; } = new();

    /// <summary>Begins a transaction, and locks and loads what was asked for.</summary>
    /// <remarks>
    /// Locks are taken in one order everywhere: acceptances by account, jobs, places, accounts; each kind ascending. What is read after
    /// that has a snapshot that is later than every lock, and so is the time.
    /// </remarks>
    public Batch Run(NpgsqlConnection connection, PostgreSqlDatabase database, CreditOptions policies)
    {
        var now = default(DateTimeOffset);
        using (var trip = new Trip(connection))
        {
            trip.Add(CreditStatements.Begin).Ask(CreditStatements.Settings, Trip.Ignore);
            Jobs.Lock(trip, database);
            Accounts.Lock(trip, database);
            trip.Ask(CreditStatements.Clock, row => now = row.GetTime(0), Trip.Value(database.FindTime()));
            Jobs.Read(trip, database);
            Accounts.Read(trip, database);
            trip.Run();
        }

        Accounts.ReadMissing(connection, database.Statements);
        return new Batch(now, Accounts.Open(policies), Jobs.Shelf);
    }
}
