using System.Text;
using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

/// <summary>
/// Calls back for tasks that have ended and been billed: one try and three retries, after 1, 2
/// and 4 seconds.
/// </summary>
internal sealed partial class CallbackSender(
    TaskStore tasks, EmulatorFolder folder, Backchannel backchannel, TimeProvider time, ILogger<CallbackSender> logger)
{
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>
    /// Delivers the callback of a task, where it has one that is not settled. A restart continues
    /// with the next try.
    /// </summary>
    public async Task DeliverAsync(LiveTask task, CancellationToken cancellationToken)
    {
        if (task.Record.CallbackIsSettled)
        {
            return;
        }

        if (task.Record is { CallbackTries: 0, Faults.CallbackDelaySeconds: > 0 and var seconds })
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken).ConfigureAwait(false);
        }

        var body = Encoding.UTF8.GetBytes(
            TaskView.Current(task.Record, time.GetUtcNow(), folder.FilesUrl(task.Record.BaseUrl)).ToJsonString());
        while (!task.Record.CallbackIsSettled)
        {
            if (task.Record.CallbackTries is > 0 and var tries)
            {
                await Task.Delay(RetryDelays[tries - 1], time, cancellationToken).ConfigureAwait(false);
            }

            await TryAsync(task, body, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(LiveTask task, byte[] body, CancellationToken cancellationToken)
    {
        var record = task.Record;
        var status = await backchannel.PostAsync(record.Request.CallbackUrl!, body, cancellationToken).ConfigureAwait(false);
        var taken = status is >= 200 and < 300;
        if (taken && record.Faults.DuplicateCallbacks)
        {
            await backchannel.PostAsync(record.Request.CallbackUrl!, body, cancellationToken).ConfigureAwait(false);
        }

        var tries = record.CallbackTries + 1;
        var givenUp = tries > RetryDelays.Length;
        tasks.Update(task, record with { CallbackTries = tries, CallbackIsSettled = taken || givenUp });
        if (!taken)
        {
            Log.NotTaken(logger, record.Id, tries, RetryDelays.Length + 1, status);
        }
    }
}
