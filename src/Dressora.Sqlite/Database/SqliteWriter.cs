using System.Threading.Channels;

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

    private readonly SqliteSession _session;
    private readonly Task _loop;

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
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
        if (_queue.Writer.TryComplete())
        {
            await _loop.ConfigureAwait(false);
            _session.Dispose();
        }
    }

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
    }

    // This thread is the loop's own, so waiting on it blocks nobody.
    private bool WaitForWork() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Write(List<SqliteWork> batch)
    {
        try
        {
            _session.Run("BEGIN IMMEDIATE");
            foreach (var work in batch)
            {
                RunAlone(work);
            }

            _session.Run("COMMIT");
        }
        catch (Exception exception)
        {
            _session.RollBack();
            batch.ForEach(work => work.Fail(exception));
            return;
        }

        batch.ForEach(work => work.Complete());
    }

    private void RunAlone(SqliteWork work)
    {
        _session.Run("SAVEPOINT work");
        if (work.TryRun(_session))
        {
            _session.Run("RELEASE work");
        }
        else
        {
            _session.Run("ROLLBACK TO work; RELEASE work");
        }
    }
}
