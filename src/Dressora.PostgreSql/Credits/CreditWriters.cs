namespace Dressora.PostgreSql;

/// <summary>
/// The writers of this node. An account is always written by the same one, so that the node never
/// waits for itself.
/// </summary>
internal sealed class CreditWriters : IAsyncDisposable
{
    private readonly CreditWriter[] _writers;

    public CreditWriters(PostgreSqlDatabase database, CreditOptions policies) =>
        _writers = [.. Enumerable.Range(0, database.Writers).Select(_ => new CreditWriter(database, policies))];

    /// <summary>Queues an operation, or with <see langword="null"/> a look at what has fallen due.</summary>
    /// <param name="account">The account.</param>
    /// <param name="operation">The operation. Its rules were checked.</param>
    /// <param name="cancellationToken">Withdraws it until it begins.</param>
    /// <exception cref="ObjectDisposedException">The ledger is closed.</exception>
    public Task<CreditResult?> WriteAsync(AccountId account, CreditOperation? operation, CancellationToken cancellationToken) =>
        _writers[(account.GetHashCode() & int.MaxValue) % _writers.Length].WriteAsync(account, operation, cancellationToken);

    /// <summary>Writes what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
