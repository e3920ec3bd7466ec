namespace Dressora.Emulators;

/// <summary><c>GET /v1/tasks/{id}</c>.</summary>
internal sealed class GetTaskCall(TaskStore tasks, EmulatorFolder folder, FaultBoard faults, TimeProvider time)
{
    // In real time, even where the emulator's clock stands still: the work itself takes some.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Answers the call. A task whose time has come is shown as ended: the read waits a moment
    /// for work that is being done.
    /// </summary>
    public async Task<Answer> RunAsync(Call call)
    {
        var id = call.RouteValue("id");
        var dialect = faults.Current.DialectOr(ErrorDialect.Text);
        if (faults.TakeUnavailableRead())
        {
            return EvolinkErrors.OfTaskQuery(dialect, 503, "The service is unavailable.");
        }

        if (!id.StartsWith(TaskIds.Prefix, StringComparison.Ordinal))
        {
            return EvolinkErrors.OfTaskQuery(dialect, 400, $"A task id starts with {TaskIds.Prefix}.");
        }

        if (tasks.Find(id) is not { } task || task.TakeHiddenRead())
        {
            return EvolinkErrors.OfTaskQuery(dialect, 404, "The task was not found or has expired.");
        }

        if (!task.Ended.IsCompleted && task.Record.DueAt <= time.GetUtcNow())
        {
            await Task.WhenAny(task.Ended, Task.Delay(Patience, TimeProvider.System, call.Context.RequestAborted)).ConfigureAwait(false);
        }

        return Answer.OfJson(200, TaskView.Current(task.Record, time.GetUtcNow(), folder.FilesUrl(call.BaseUrl)));
    }
}
