using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>
/// One file: opened, brought up to date, written by one loop and read by many connections.
/// </summary>
/// <remarks>
/// Two processes may open the same file: nothing that decides is kept between transactions, and
/// the write lock is taken before anything is read (<c>BEGIN IMMEDIATE</c>). Not for network file
/// systems.
/// </remarks>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int BusySeconds = 30;

    private readonly string _connectionString;
    private readonly SqliteWriter _writer;
    private volatile bool _disposed;

    public SqliteDatabase(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = BusySeconds };
        if (builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:")
        {
            throw new ArgumentException(
                "A database in memory is lost with its connection; leave UseSqlite out to keep jobs in memory.", nameof(connectionString));
        }

        _connectionString = builder.ToString();
        var writing = Open();
        Migrate(writing, builder.DataSource);
        _writer = new SqliteWriter(writing);
    }

    /// <summary>
    /// Runs work in a transaction that other work may share. Its result is returned once that
    /// transaction is on the disk.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(work, cancellationToken);

    /// <summary>Runs a read on a connection of its own, in one snapshot.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        // The driver's asynchronous methods are synchronous: the thread pool waits instead of the caller.
        Task.Run(
            () =>
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                using var session = Open();
                session.Run("BEGIN");
                try
                {
                    return work(session);
                }
                finally
                {
                    // The pool would hand an open transaction on to the next reader.
                    session.RollBack();
                }
            },
            cancellationToken);

    /// <summary>
    /// Writes what is queued, then closes the file, with the connections that wait for readers.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _writer.DisposeAsync().ConfigureAwait(false);
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private SqliteSession Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            return session;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw new InvalidOperationException(
                $"The SQLite file '{connection.DataSource}' cannot be opened: {exception.Message} Its folder must exist and be writable.",
                exception);
        }
    }

    private static void Migrate(SqliteSession session, string file)
    {
        session.Run("BEGIN IMMEDIATE");
        var version = session.Find("PRAGMA user_version", reader => reader.GetInt32(0));
        if (version > Schema.Steps.Count)
        {
            session.Run("ROLLBACK");
            session.Dispose();
            throw new InvalidOperationException(
                $"The SQLite file '{file}' has schema {version}; this version of Dressora.Sqlite knows {Schema.Steps.Count}. Use a newer version.");
        }

        foreach (var step in Schema.Steps.Skip(version))
        {
            session.Run(step);
        }

        session.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Schema.Steps.Count}"));
        session.Run("COMMIT");
    }
}
