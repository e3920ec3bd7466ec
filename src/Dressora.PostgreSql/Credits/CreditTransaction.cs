using Dressora.Ledger;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// One transaction over the accounts of a batch, in two round trips: lock and load, save and
/// commit. Between them the core decides.
/// </summary>
internal sealed class CreditTransaction(PostgreSqlDatabase database, CreditOptions policies)
{
    /// <summary>Gets whether the commit was sent, so that a lost connection leaves it unknown.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>
    /// Runs a batch. The operations have their answers when it returns, and what they changed is
    /// on the disk.
    /// </summary>
    public void Run(NpgsqlConnection connection, IReadOnlyList<QueuedOperation> batch)
    {
        var books = AccountLoad.Run(connection, database, policies, batch);
        foreach (var queued in batch)
        {
            Apply(books[queued.Account], queued);
        }

        using var trip = new Trip(connection);
        AccountSave.Add(trip, database.Statements, books);
        IsCommitting = true;
        trip.Add(CreditStatements.Commit).Send();
    }

    /// <summary>Lets the core decide. What it cannot compute fails alone: the book is as it was.</summary>
    private static void Apply(LoadedAccount account, QueuedOperation queued)
    {
        try
        {
            if (queued.Operation is { } operation)
            {
                queued.Answer(account.Book.Apply(operation, account.Now));
            }
            else
            {
                account.Book.Tick(account.Now);
                queued.Answer(null);
            }
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException)
        {
            queued.Refuse(exception);
        }
    }
}
