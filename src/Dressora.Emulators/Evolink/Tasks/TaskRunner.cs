using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

/// <summary>
/// Runs every task from its creation, or from a restart, to the end of its callback.
/// </summary>
internal sealed partial class TaskRunner(
    TaskStore tasks, TaskFinisher finisher, CallbackSender callbacks, TimeProvider time, ILogger<TaskRunner> logger) : IDisposable
{
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Starts what an earlier process has left unfinished.</summary>
    public void Resume()
    {
        foreach (var task in tasks.All)
        {
            if (task.Record.Outcome == TaskOutcome.None || !task.Record.CallbackIsSettled)
            {
                Start(task);
            }
        }
    }

    /// <summary>Runs one task in the background.</summary>
    public void Start(LiveTask task)
    {
        var id = task.Record.Id;
        var stopping = _stopping.Token;
        var run = Task.Run(() => RunAsync(task, stopping), CancellationToken.None);
        _running[id] = run;
        _ = run.ContinueWith(
            _ => _running.TryRemove(id, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Stops at once; what is unfinished continues with the next start.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel(); // A host may be disposed of without being stopped.
        _stopping.Dispose();
    }

    private async Task RunAsync(LiveTask task, CancellationToken cancellationToken)
    {
        try
        {
            if (task.Record.Outcome == TaskOutcome.None)
            {
                await WaitUntilAsync(task.Record.DueAt, cancellationToken).ConfigureAwait(false);
                await FinishAsync(task, cancellationToken).ConfigureAwait(false);
            }

            await callbacks.DeliverAsync(task, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops, and what breaks then is no fault of the task: the record on disk says where to go on.
        }
        catch (Exception failure)
        {
            Log.Stuck(logger, task.Record.Id, failure);
        }
        finally
        {
            task.Release();
        }
    }

    private async Task FinishAsync(LiveTask task, CancellationToken cancellationToken)
    {
        try
        {
            await finisher.FinishAsync(task, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Broken(logger, task.Record.Id, failure);
            finisher.Break(task);
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        while (time.GetUtcNow() is var now && now < due)
        {
            using var renewed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var ring = Task.Delay(due - now, time, renewed.Token);
            if (time.GetUtcNow() - now < TimerSlack)
            {
                await ring.ConfigureAwait(false);
            }
            else
            {
                // A test's clock was moved while the timer was being set, which would ring late by as much.
                await renewed.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
