using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>
/// One file: brought up to date when it is opened, written by one loop and read by several
/// connections.
/// </summary>
/// <remarks>
/// Two processes may open the same file: nothing that decides is kept between transactions, and
/// the write lock is taken before anything is read (<c>BEGIN IMMEDIATE</c>). Not for network file
/// systems.
/// </remarks>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    public SqliteDatabase(string connectionString, SqliteOptions? options = null)
    {
        options ??= new SqliteOptions();
        var file = new SqliteFile(connectionString, options.BusyTimeout);
        var writing = file.OpenForWriting();
        try
        {
            Schema.BringUpToDate(writing, file.Name);
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException)
        {
            writing.Dispose();
            throw;
        }

        _writer = new SqliteWriter(writing, file.OpenForWriting);
        _readers = new SqliteReaders(file, options.ReadersMax);
    }

    /// <summary>Runs work in a transaction that other work may share. Its result is returned once that transaction is on the disk.</summary>
    /// <param name="work">Runs inside the transaction; what it throws undoes it alone, not its neighbours.</param>
    /// <param name="cancellationToken">Withdraws work that has not begun.</param>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(work, cancellationToken);

    /// <summary>
    /// Runs a read in one snapshot, which has every write that was answered before.
    /// </summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _readers.ReadAsync(work, cancellationToken);

    /// <summary>Writes what is queued, lets reads end, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _readers.DisposeAsync().ConfigureAwait(false);
    }
}
