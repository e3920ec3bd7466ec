namespace Dressora.PostgreSql;

/// <summary>
/// The writers of this node. What belongs to one account, or to one job of which no account is
/// known, is always written by the same one, so that the node seldom waits for itself.
/// </summary>
internal sealed class BatchWriters : IAsyncDisposable
{
    private readonly BatchWriter[] _writers;

    public BatchWriters(PostgreSqlDatabase database, CreditOptions policies, WorkNotices? notices = null) =>
        _writers = [.. Enumerable.Range(0, database.Writers).Select(_ => new BatchWriter(database, policies, notices))];

    /// <summary>Queues work.</summary>
    /// <param name="owner">The hash of the account or the job.</param>
    /// <param name="ask">Says what is to be locked and loaded.</param>
    /// <param name="decide">Decides, on what was loaded.</param>
    /// <param name="cancellationToken">Withdraws it until it begins.</param>
    /// <exception cref="ObjectDisposedException">The writers are closed.</exception>
    public Task<T> WriteAsync<T>(int owner, Action<BatchLoad> ask, Func<Batch, T> decide, CancellationToken cancellationToken) =>
        _writers[(owner & int.MaxValue) % _writers.Length].WriteAsync(ask, decide, cancellationToken);

    /// <summary>Writes what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
