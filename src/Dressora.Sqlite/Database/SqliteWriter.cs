using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>
/// The single writer. Work that arrives while a commit is in flight shares the next one, without
/// a timer: an idle writer commits at once.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int BatchMax = 200;
    private const int QueueMax = 10_000;

    private readonly Channel<SqliteWork> _queue = Channel.CreateBounded<SqliteWork>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Func<SqliteSession> _open;
    private readonly Task _loop;
    private SqliteSession? _session;

    /// <summary>Starts writing.</summary>
    /// <param name="session">The connection. It belongs to the writer from here on.</param>
    /// <param name="open">Opens another one after a failure.</param>
    public SqliteWriter(SqliteSession session, Func<SqliteSession> open)
    {
        _session = session;
        _open = open;
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Queues work; waits while 10,000 pieces of work are queued already.</summary>
    /// <param name="work">Runs inside the transaction; what it throws undoes it alone, not its neighbours.</param>
    /// <param name="cancellationToken">Withdraws work that has not begun.</param>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queued = new SqliteWork<T>(work, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(queued, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }

        return await queued.Result.ConfigureAwait(false);
    }

    /// <summary>Writes what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    /// <summary>
    /// Takes whatever is there, up to a batch, and writes it. Ends when the queue is closed and
    /// empty.
    /// </summary>
    private void Loop()
    {
        var batch = new List<SqliteWork>(BatchMax);
        while (WaitForWork())
        {
            while (batch.Count < BatchMax && _queue.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }

            Write(batch);
            batch.Clear();
        }

        _session?.Dispose();
    }

    // This thread is the loop's own, so waiting on it blocks nobody.
    private bool WaitForWork() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>
    /// Writes a batch in one transaction. Nobody is answered before it is on the disk.
    /// </summary>
    private void Write(List<SqliteWork> batch)
    {
        batch.RemoveAll(work => !work.TryBegin());
        try
        {
            var session = _session ??= _open();
            if (!TryWriteTogether(session, batch))
            {
                WriteApart(session, batch);
            }
        }
        catch (Exception exception)
        {
            // Closing undoes what was begun, whatever state the connection is in.
            _session?.Dispose();
            _session = null;
            batch.ForEach(work => work.Fail(exception));
            return;
        }

        batch.ForEach(work => work.Complete());
    }

    /// <summary>Writes a batch whose every work succeeds, which is nearly every batch.</summary>
    /// <returns><see langword="false"/> when one failed: all of it is undone.</returns>
    private static bool TryWriteTogether(SqliteSession session, List<SqliteWork> batch)
    {
        session.Execute("BEGIN IMMEDIATE");
        if (batch.TrueForAll(work => work.TryRun(session)) && TrySave(session))
        {
            session.Execute("COMMIT");
            return true;
        }

        session.Books.Clear();
        session.Execute("ROLLBACK");
        return false;
    }

    /// <summary>Writes a batch again so that what fails is undone without its neighbours.</summary>
    private static void WriteApart(SqliteSession session, List<SqliteWork> batch)
    {
        session.Execute("BEGIN IMMEDIATE");
        foreach (var work in batch)
        {
            session.Execute("SAVEPOINT work");
            if (!work.TryRun(session) || !work.Try(() => session.Books.Save(session)))
            {
                session.Books.Clear();
                session.Execute("ROLLBACK TO work");
            }

            session.Execute("RELEASE work");
        }

        session.Execute("COMMIT");
    }

    private static bool TrySave(SqliteSession session)
    {
        try
        {
            session.Books.Save(session);
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteCodes.Constraint)
        {
            return false;
        }
    }
}
