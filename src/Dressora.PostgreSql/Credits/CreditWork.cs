namespace Dressora.PostgreSql;

/// <summary>Credit operations as work for a writer.</summary>
internal static class CreditWork
{
    /// <summary>Queues an operation, or with <see langword="null"/> a look at what has fallen due.</summary>
    /// <param name="writers">The writers of this node.</param>
    /// <param name="account">The account.</param>
    /// <param name="operation">The operation. Its rules were checked.</param>
    /// <param name="cancellationToken">Withdraws it until it begins.</param>
    /// <exception cref="ObjectDisposedException">The ledger is closed.</exception>
    public static Task<CreditResult?> WriteAsync(
        this BatchWriters writers, AccountId account, CreditOperation? operation, CancellationToken cancellationToken) => operation is null
        ? writers.WriteAsync<CreditResult?>(
            account.GetHashCode(),
            load => load.Accounts.Include(account),
            batch =>
            {
                batch.Tick(account);
                return null;
            },
            cancellationToken)
        : writers.WriteAsync<CreditResult?>(
            account.GetHashCode(), load => load.Accounts.Include(operation), batch => batch.Apply(operation), cancellationToken);
}
