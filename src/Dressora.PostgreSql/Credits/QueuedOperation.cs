namespace Dressora.PostgreSql;

/// <summary>An operation in a writer's queue, or a look at what has fallen due.</summary>
internal sealed class QueuedOperation
{
    private readonly TaskCompletionSource<CreditResult?> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _withdrawal;
    private int _taken;
    private CreditResult? _result;
    private Exception? _failure;

    /// <summary>Queues an operation whose caller may withdraw it until it begins.</summary>
    /// <param name="account">The account.</param>
    /// <param name="operation">The operation; <see langword="null"/> to book only what has fallen due.</param>
    /// <param name="cancellationToken">Withdraws it.</param>
    public QueuedOperation(AccountId account, CreditOperation? operation, CancellationToken cancellationToken)
    {
        Account = account;
        Operation = operation;
        _withdrawal = cancellationToken.UnsafeRegister(static (self, token) => ((QueuedOperation)self!).Withdraw(token), this);
    }

    /// <summary>Gets the account that it is on.</summary>
    public AccountId Account { get; }

    /// <summary>Gets the operation.</summary>
    public CreditOperation? Operation { get; }

    /// <summary>
    /// Gets the answer: there once the transaction is committed, or undone, or the operation
    /// withdrawn.
    /// </summary>
    public Task<CreditResult?> Result => _source.Task;

    /// <summary>Begins it. <see langword="false"/>: its caller has withdrawn it.</summary>
    public bool TryBegin()
    {
        _withdrawal.Unregister();
        return Interlocked.Exchange(ref _taken, 1) == 0;
    }

    /// <summary>Keeps what was decided until the commit.</summary>
    public void Answer(CreditResult? result) => (_result, _failure) = (result, null);

    /// <summary>Keeps why it cannot be done, whatever becomes of its neighbours.</summary>
    public void Refuse(Exception failure) => _failure = failure;

    /// <summary>Hands the answer over: it is on the disk.</summary>
    public void Complete()
    {
        if (_failure is null)
        {
            _source.TrySetResult(_result);
        }
        else
        {
            _source.TrySetException(_failure);
        }
    }

    /// <summary>Hands the failure of the whole transaction over.</summary>
    public void Fail(Exception exception) => _source.TrySetException(_failure ?? exception);

    /// <summary>Either the writer takes it or its caller does, never both.</summary>
    private void Withdraw(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0)
        {
            _source.TrySetCanceled(token);
        }
    }
}
