namespace Dressora.PostgreSql;

/// <inheritdoc/>
internal sealed class QueuedWork<T> : QueuedWork
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<BatchLoad> _ask;
    private readonly Func<Batch, T> _decide;
    private readonly CancellationTokenRegistration _withdrawal;
    private int _taken;
    private T? _result;
    private Exception? _failure;

    /// <summary>Queues work whose caller may withdraw it until it begins.</summary>
    /// <param name="ask">Says what is to be locked and loaded.</param>
    /// <param name="decide">Decides, on what was loaded. What it throws fails this work alone, so it changes the batch last.</param>
    /// <param name="cancellationToken">Withdraws it.</param>
    public QueuedWork(Action<BatchLoad> ask, Func<Batch, T> decide, CancellationToken cancellationToken)
    {
        _ask = ask;
        _decide = decide;
        _withdrawal = cancellationToken.UnsafeRegister(static (self, token) => ((QueuedWork<T>)self!).Withdraw(token), this);
    }

    /// <summary>
    /// Gets the answer: there once the transaction is committed, or undone, or the work withdrawn.
    /// </summary>
    public Task<T> Result => _source.Task;

    /// <inheritdoc/>
    public override bool TryBegin()
    {
        _withdrawal.Unregister();
        return Interlocked.Exchange(ref _taken, 1) == 0;
    }

    /// <inheritdoc/>
    public override void Ask(BatchLoad load) => _ask(load);

    /// <inheritdoc/>
    public override void Decide(Batch batch)
    {
        _failure = null;
        try
        {
            _result = _decide(batch);
        }
        catch (Exception exception)
        {
            _failure = exception;
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
    public override void Fail(Exception exception) => _source.TrySetException(_failure ?? exception);

    /// <summary>Either the writer takes it or its caller does, never both.</summary>
    private void Withdraw(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0)
        {
            _source.TrySetCanceled(token);
        }
    }
}
