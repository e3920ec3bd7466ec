namespace Dressora.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteWork<T> : SqliteWork
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<SqliteSession, T> _work;
    private readonly CancellationTokenRegistration _withdrawal;
    private int _taken;
    private T? _result;
    private Exception? _failure;

    /// <summary>Queues work whose caller may withdraw it until it begins.</summary>
    public SqliteWork(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        _work = work;
        _withdrawal = cancellationToken.UnsafeRegister(static (self, token) => ((SqliteWork<T>)self!).Withdraw(token), this);
    }

    /// <summary>
    /// Gets the answer: there once the transaction is on the disk, or undone, or the work
    /// withdrawn.
    /// </summary>
    public Task<T> Result => _source.Task;

    /// <inheritdoc/>
    public override bool TryBegin()
    {
        _withdrawal.Unregister();
        return Interlocked.Exchange(ref _taken, 1) == 0;
    }

    /// <inheritdoc/>
    public override bool TryRun(SqliteSession session)
    {
        _failure = null;
        return Try(() => _result = _work(session));
    }

    /// <inheritdoc/>
    public override bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception)
        {
            _failure = exception;
            return false;
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        if (_failure is null)
        {
            _source.TrySetResult(_result!);
        }
        else
        {
            _source.TrySetException(_failure);
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception exception)
    {
        _withdrawal.Unregister();
        _source.TrySetException(_failure ?? exception);
    }

    /// <summary>Either the writer takes the work or its caller does, never both.</summary>
    private void Withdraw(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0)
        {
            _source.TrySetCanceled(token);
        }
    }
}
