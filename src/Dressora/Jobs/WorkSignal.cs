namespace Dressora;

/// <summary>
/// Tells this node's worker that something may be due. A hint: the worker also looks by itself.
/// </summary>
internal sealed class WorkSignal
{
    private volatile TaskCompletionSource _raised = NewSource();

    /// <summary>
    /// Completes at the next <see cref="Raise"/>. Take it before looking for work, so that
    /// nothing falls between.
    /// </summary>
    public Task Next => _raised.Task;

    public void Raise() => Interlocked.Exchange(ref _raised, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
