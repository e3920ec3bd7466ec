using System.Threading.Channels;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>
/// Writes work in batches, one after the other. What arrives while a batch is in flight
/// shares the next one, without a timer: an idle writer commits at once.
/// </summary>
internal sealed class BatchWriter : IAsyncDisposable
{
    private const int BatchMax = 200;
    private const int QueueMax = 10_000;
    private const int TriesMax = 3;

    private readonly Channel<QueuedWork> _queue = Channel.CreateBounded<QueuedWork>(
        new BoundedChannelOptions(QueueMax)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
            AllowSynchronousContinuations = true, // What continues is a thread that waits: waking it directly saves a hop.
        });

    private readonly PostgreSqlDatabase _database;
    private readonly CreditOptions _policies;
    private readonly WorkNotices? _notices;
    private readonly Task _loop;
    private NpgsqlConnection? _connection;

    /// <summary>Starts writing.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="policies">The host's policies about credits.</param>
    /// <param name="notices">Is told when something that is due was written.</param>
    public BatchWriter(PostgreSqlDatabase database, CreditOptions policies, WorkNotices? notices)
    {
        _notices = notices;
        _database = database;
        _policies = policies;
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Queues work; waits while 10,000 pieces are queued already.</summary>
    public async Task<T> WriteAsync<T>(Action<BatchLoad> ask, Func<Batch, T> decide, CancellationToken cancellationToken)
    {
        await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var queued = new QueuedWork<T>(ask, decide, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(queued, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PostgreSqlDatabase));
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
        var batch = new List<QueuedWork>(BatchMax);
        while (WaitForWork())
        {
            while (batch.Count < BatchMax && _queue.Reader.TryRead(out var work))
            {
                if (work.TryBegin())
                {
                    batch.Add(work);
                }
            }

            Write(batch);
            batch.Clear();
        }

        Close();
    }

    // The thread is the writer's own, so waiting blocks nobody, and a socket that blocks answers sooner than one that is polled.
    private bool WaitForWork() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Writes a batch; when the database refuses all of it, each piece of work apart, so that only the one at fault fails.</summary>
    private void Write(List<QueuedWork> batch)
    {
        if (batch.Count == 0 || TryWrite(batch, isLast: batch.Count == 1))
        {
            return;
        }

        foreach (var work in batch)
        {
            TryWrite([work], isLast: true);
        }
    }

    /// <summary>Writes work in one transaction. Nobody is answered before it is committed.</summary>
    /// <returns><see langword="false"/> when nobody was answered: nothing was committed, for certain.</returns>
    private bool TryWrite(IReadOnlyList<QueuedWork> batch, bool isLast)
    {
        for (var tries = 1; ; tries++)
        {
            var transaction = new BatchTransaction(_database, _policies);
            try
            {
                _connection ??= _database.Connect();
                transaction.Run(_connection, batch);
            }
            catch (Exception exception)
            {
                Close();
                var isUndone = !transaction.IsCommitting || IsRefusal(exception);
                if (isUndone && tries < TriesMax && IsPassing(exception))
                {
                    continue;
                }

                if (isUndone && !isLast && (IsRefusal(exception) || exception is not NpgsqlException))
                {
                    return false;
                }

                Fail(batch, exception);
                return true;
            }

            Complete(batch);
            if (transaction.HasDue)
            {
                _notices?.Want();
            }

            return true;
        }
    }

    private static void Complete(IReadOnlyList<QueuedWork> batch)
    {
        foreach (var work in batch)
        {
            work.Complete();
        }
    }

    private static void Fail(IReadOnlyList<QueuedWork> batch, Exception exception)
    {
        foreach (var work in batch)
        {
            work.Fail(exception);
        }
    }

    /// <summary>Tells whether the server answered that it did not commit. A server that is going down may have.</summary>
    private static bool IsRefusal(Exception exception) => exception is PostgresException { Severity: "ERROR" };

    /// <summary>
    /// Tells whether the same again may go well: another node made an account first, or the
    /// connection was lost while it was idle.
    /// </summary>
    private static bool IsPassing(Exception exception) => exception is NpgsqlException { IsTransient: true }
        or NpgsqlException { InnerException: IOException }
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.AdminShutdown };

    // Whatever state it is in: closing rolls back what was begun.
    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
