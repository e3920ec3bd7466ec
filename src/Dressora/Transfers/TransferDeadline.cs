namespace Dressora;

/// <summary>
/// The time-outs of one download, and the token that any of them or the caller cancels.
/// </summary>
internal sealed class TransferDeadline : IDisposable
{
    private readonly TimeSpan _idleTimeout;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _pause;
    private readonly CancellationTokenSource _any;
    private bool _answered;

    public TransferDeadline(TransferOptions options, TimeProvider time, CancellationToken caller)
    {
        _idleTimeout = options.IdleTimeout;
        _total = new CancellationTokenSource(options.TotalTimeout, time);
        _pause = new CancellationTokenSource(options.HeadersTimeout, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(caller, _total.Token, _pause.Token);
    }

    /// <summary>Gets the token to pass on.</summary>
    public CancellationToken Token => _any.Token;

    /// <summary>Gets which time-out passed, for logs.</summary>
    public string Reason => (_total.IsCancellationRequested, _answered) switch
    {
        (true, _) => "the total time-out passed",
        (_, true) => "the idle time-out passed",
        _ => "no answer within the headers time-out",
    };

    /// <summary>Says that bytes have moved: the idle time-out begins anew.</summary>
    public void Moved()
    {
        _answered = true;
        _pause.CancelAfter(_idleTimeout);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _any.Dispose();
        _pause.Dispose();
        _total.Dispose();
    }
}
