namespace Dressora.Emulators;

/// <summary>Does the work of a task whose time has come, and bills it.</summary>
internal sealed class TaskFinisher(TaskStore tasks, TaskInputs inputs, TimeProvider time) : IDisposable
{
    // A picture in the works takes up to a few hundred megabytes.
    private readonly SemaphoreSlim _turns = new(2);

    /// <summary>Ends a task: afterwards its record has an outcome, what it used, and is written.</summary>
    /// <param name="task">A task that has not ended.</param>
    /// <param name="cancellationToken">Leaves the task unfinished; results already written are written again the next time.</param>
    public async Task FinishAsync(LiveTask task, CancellationToken cancellationToken)
    {
        var faults = task.Record.Faults;
        var ended = faults switch
        {
            { CancelTask: true } => task.Record with { Outcome = TaskOutcome.Cancelled },
            { FailWithoutError: true, FailTask: true } => Failed(task.Record, null),
            { FailTask: true } or { FailWithCode: not null } => Failed(task.Record, faults.FailWithCode ?? TaskErrors.ContentPolicyViolation),
            _ => await WorkAsync(task.Record, cancellationToken).ConfigureAwait(false),
        };
        tasks.Update(task, ended with { EndedAt = time.GetUtcNow() });
    }

    /// <summary>Ends a task that broke the emulator itself.</summary>
    public void Break(LiveTask task) =>
        tasks.Update(task, Failed(task.Record, TaskErrors.UnknownError) with { EndedAt = time.GetUtcNow() });

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<TaskRecord> WorkAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (pictures, error) = await inputs.ReadAsync(task, cancellationToken).ConfigureAwait(false);
            if (error is not null)
            {
                return Failed(task, error);
            }

            using var painter = new TryOnPainter(pictures, task.Request.Prompt, task.Request.Size);
            var delivered = Math.Max(0, task.Count - task.Faults.DeliverFewer);
            for (var index = 0; index < delivered; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                AtomicFile.Write(tasks.ResultFile(task, index), painter.Paint(index));
            }

            var price = EvolinkModels.Find(task.Model)?.Used ?? 1m;
            return task with { Outcome = TaskOutcome.Completed, Delivered = delivered, CreditsUsed = price * delivered };
        }
        finally
        {
            _turns.Release();
        }
    }

    private static TaskRecord Failed(TaskRecord task, string? code) => task with { Outcome = TaskOutcome.Failed, ErrorCode = code };
}
