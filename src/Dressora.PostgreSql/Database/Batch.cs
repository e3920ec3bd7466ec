using Dressora.Ledger;

namespace Dressora.PostgreSql;

/// <summary>What a transaction has locked and loaded, and what becomes of it.</summary>
/// <param name="now">The time of the transaction, read after its locks.</param>
/// <param name="accounts">The accounts, opened.</param>
/// <param name="jobs">The jobs.</param>
internal sealed class Batch(DateTimeOffset now, IReadOnlyDictionary<AccountId, LoadedAccount> accounts, JobShelf jobs)
{
    /// <summary>Gets the time of the transaction.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Gets the jobs, as the work before has left them.</summary>
    public JobShelf Jobs => jobs;

    /// <summary>
    /// Lets the core decide. What it cannot compute it throws, and the account is as it was.
    /// </summary>
    public CreditResult Apply(CreditOperation operation) => accounts[operation.Account].Book.Apply(operation, now);

    /// <summary>Books what has fallen due on an account.</summary>
    public void Tick(AccountId account) => accounts[account].Book.Tick(now);

    /// <summary>Adds the statements that write everything down.</summary>
    public void Save(Trip trip, PostgreSqlDatabase database)
    {
        JobSave.Add(trip, database.JobStatements, jobs);
        AccountSave.Add(trip, database.Statements, accounts);
    }
}
