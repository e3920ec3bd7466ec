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
    private readonly SqliteWriter? _writer;
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

    private SqliteDatabase(SqliteFile file)
    {
        using var session = file.OpenForReading();
        Schema.Check(session, file.Name);
        _readers = new SqliteReaders(file, new SqliteOptions().ReadersMax);
    }

    /// <summary>Gets whether nothing can be written.</summary>
    public bool IsReadOnly => _writer is null;

    /// <summary>Opens a file that others may be writing, without making, changing or locking it.</summary>
    /// <exception cref="InvalidOperationException">
    /// The file cannot be opened, or has not today's tables; the message says why.
    /// </exception>
    public static SqliteDatabase OpenForReading(string connectionString) =>
        new(new SqliteFile(connectionString, new SqliteOptions().BusyTimeout, isReadOnly: true));

    /// <summary>Runs work in a transaction that other work may share. Its result is returned once that transaction is on the disk.</summary>
    /// <param name="work">Runs inside the transaction; what it throws undoes it alone, not its neighbours.</param>
    /// <param name="cancellationToken">Withdraws work that has not begun.</param>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _writer is { } writer
            ? writer.WriteAsync(work, cancellationToken)
            : throw new InvalidOperationException("The file was opened for reading only.");

    /// <summary>
    /// Runs a read in one snapshot, which has every write that was answered before.
    /// </summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _readers.ReadAsync(work, cancellationToken);

    /// <summary>Writes what is queued, lets reads end, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        await _readers.DisposeAsync().ConfigureAwait(false);
    }
}
