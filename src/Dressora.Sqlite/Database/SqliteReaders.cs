using System.Collections.Concurrent;

namespace Dressora.Sqlite;

/// <summary>
/// Reads beside the writer, a bounded number at once. Connections stay open, with their prepared
/// statements, for the next reader.
/// </summary>
internal sealed class SqliteReaders(SqliteFile file, int countMax) : IAsyncDisposable
{
    private readonly SemaphoreSlim _places = new(countMax);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _disposed;

    /// <summary>Runs a read in one snapshot, on a thread of the pool.</summary>
    /// <param name="work">Reads. What it throws costs this one connection, and nothing else.</param>
    /// <param name="cancellationToken">Withdraws a read that has not begun.</param>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteDatabase));

            // The driver's asynchronous methods are synchronous: a thread of the pool waits instead of the caller's.
            return await Task.Run(() => Read(work), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Waits for the reads under way, and closes their connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        for (var i = 0; i < countMax; i++)
        {
            await _places.WaitAsync().ConfigureAwait(false);
        }

        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _places.Release(countMax); // Whoever still waits is told that it is over.
    }

    /// <summary>Takes an idle connection, or opens one, and gives it back in order.</summary>
    private T Read<T>(Func<SqliteSession, T> work)
    {
        var session = _idle.TryTake(out var kept) ? kept : file.OpenForReading();
        try
        {
            session.Execute("BEGIN");
            var result = work(session);
            session.Execute("COMMIT");
            _idle.Add(session);
            return result;
        }
        catch
        {
            session.Dispose(); // With its transaction, whatever became of it.
            throw;
        }
    }
}
