namespace Dressora.Emulators;

/// <summary>A task in memory: its latest record, and what others wait for.</summary>
internal sealed class LiveTask(TaskRecord record)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _calledBack = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskRecord _record = record;
    private int _hiddenReads = record.Faults.NotFoundReads;

    /// <summary>Gets the latest record. Only the task's own runner replaces it.</summary>
    public TaskRecord Record => _record;

    /// <summary>Gets what completes when the task has ended and been billed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>
    /// Gets what completes after the first try of the callback, or when there is none.
    /// </summary>
    public Task CalledBack => _calledBack.Task;

    /// <summary>Shows a record that has been written.</summary>
    public void Show(TaskRecord record)
    {
        _record = record;
        if (record.Outcome != TaskOutcome.None)
        {
            _ended.TrySetResult();
        }

        if (record.CallbackTries > 0 || record.CallbackIsSettled)
        {
            _calledBack.TrySetResult();
        }
    }

    /// <summary>Lets nobody wait any longer for a task whose work has stopped.</summary>
    public void Release()
    {
        _ended.TrySetResult();
        _calledBack.TrySetResult();
    }

    /// <summary>Uses up one of the reads that are to find nothing.</summary>
    public bool TakeHiddenRead() => _hiddenReads > 0 && Interlocked.Decrement(ref _hiddenReads) >= 0;
}
