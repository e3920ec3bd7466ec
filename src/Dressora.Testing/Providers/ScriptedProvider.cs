using System.Collections.Concurrent;
using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>
/// A provider without a network, on a fake clock: it does what the test says, and remembers what
/// it was asked.
/// </summary>
/// <remarks>
/// Thread-safe. Its outputs are real images, fetched through the guarded path from an address
/// that ends in this process.
/// </remarks>
public sealed class ScriptedProvider : IGenerationProvider
{
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<ScriptedCreate> _script = new();
    private readonly ConcurrentQueue<ScriptedTask> _tasks = new();
    private int _creates;

    /// <summary>Makes a provider that takes every create on.</summary>
    /// <param name="time">Its clock.</param>
    /// <param name="descriptor">What it can do; <see langword="null"/> for <see cref="DefaultDescriptor"/>.</param>
    public ScriptedProvider(TimeProvider time, ProviderDescriptor? descriptor = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        Descriptor = descriptor ?? DefaultDescriptor;
    }

    /// <summary>
    /// Gets one model, <c>scripted</c>, that takes up to 4 images as bytes and makes up to 4,
    /// with callbacks and cancel.
    /// </summary>
    public static ProviderDescriptor DefaultDescriptor { get; } = new()
    {
        Models = [new ModelDescriptor { Name = "scripted", InputsMax = 4, CountMax = 4, AspectRatios = ["1:1", "3:4"] }],
        Callbacks = true,
        Cancels = true,
        Inputs = InputTransport.Bytes,
        ResultRetention = TimeSpan.FromHours(24),
        ResultHosts = [OutputServer.Origin.Host],
        ResultOrigins = [OutputServer.Origin],
        BaseAddress = new Uri("http://localhost"),
    };

    /// <inheritdoc/>
    public ProviderDescriptor Descriptor { get; }

    /// <summary>Gets how many creates have arrived, whatever became of them.</summary>
    public int Creates => _creates;

    /// <summary>Gets the tasks, oldest first.</summary>
    public IReadOnlyList<ScriptedTask> Tasks => [.. _tasks];

    /// <summary>Gets or sets what is done to every new task before it is answered.</summary>
    public Action<ScriptedTask> OnTask { get; set; } = _ => { };

    /// <summary>
    /// Says how the next create without an answer yet is answered. Without one it is taken on.
    /// </summary>
    public ScriptedProvider Next(ScriptedCreate create)
    {
        _script.Enqueue(create);
        return this;
    }

    /// <inheritdoc/>
    public Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var number = Interlocked.Increment(ref _creates);
        var create = _script.TryDequeue(out var scripted) ? scripted : ScriptedCreate.Accept;
        switch (create)
        {
            case ScriptedCreate.Refused refused:
                return Task.FromResult<TaskCreation>(new TaskCreation.Refused(refused.Error));
            case ScriptedCreate.Thrown thrown:
                return Task.FromException<TaskCreation>(thrown.Exception);
        }

        var task = new ScriptedTask(new ProviderTaskId($"task-{number}"), request, _time.GetUtcNow());
        OnTask(task);
        _tasks.Enqueue(task);
        return Task.FromResult(create is ScriptedCreate.AnswerLost
            ? new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unavailable, "reset"))
            : Descriptor.Synchronous ? Complete(task)
            : new TaskCreation.Accepted(task.Id, task.Duration));
    }

    /// <inheritdoc/>
    public Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<ProviderTask>(cancellationToken);
        }

        var task = _tasks.FirstOrDefault(known => known.Id == id);
        return task is null or { IsLost: true }
            ? Task.FromException<ProviderTask>(new ProviderException(new ProviderError(ProviderErrorKind.TaskLost)))
            : Task.FromResult(Read(task));
    }

    /// <summary>Finds a task where its descriptor says that it can.</summary>
    /// <inheritdoc/>
    public Task<ProviderTaskId?> FindTaskAsync(AttemptId attempt, CancellationToken cancellationToken = default) => Task.FromResult(
        Descriptor.FindsTasks && _tasks.FirstOrDefault(task => task.Request.Attempt == attempt && !task.IsLost) is { } found ? found.Id : (ProviderTaskId?)null);

    /// <summary>Takes a body that is a task id, and nothing else.</summary>
    /// <inheritdoc/>
    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var text = System.Text.Encoding.UTF8.GetString(callback.Body.Span);
        return ValueTask.FromResult<CallbackVerdict>(new CallbackVerdict.Notified(
            text.StartsWith("task-", StringComparison.Ordinal) && text.Length < 40 ? new ProviderTaskId(text) : null));
    }

    /// <inheritdoc/>
    public Task<CancelAnswer> CancelTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default)
    {
        if (_tasks.FirstOrDefault(known => known.Id == id) is not { } task)
        {
            return Task.FromException<CancelAnswer>(new ProviderException(new ProviderError(ProviderErrorKind.TaskLost)));
        }

        task.CancelRequested = true;
        return Task.FromResult(CancelAnswer.Requested);
    }

    // A synchronous provider answers with the end: what a task would have become is the answer itself.
    private static TaskCreation Complete(ScriptedTask task) => task.End == ProviderTaskStatus.Succeeded
        ? new TaskCreation.Completed(
            [.. Enumerable.Range(0, task.Outputs ?? task.Request.Count).Select(_ => new InlineOutput(TestImages.Png))], task.Cost)
        : new TaskCreation.Refused(task.Error ?? new ProviderError(ProviderErrorKind.Unknown));

    private ProviderTask Read(ScriptedTask task)
    {
        var age = _time.GetUtcNow() - task.CreatedAt;
        var ended = age >= task.Duration && task.End.IsTerminal();
        var status = ended ? task.End : ProviderTaskStatus.Running;
        task.FinishedReadings += ended ? 1 : 0;
        return new ProviderTask
        {
            Status = status,
            Progress = ended ? 1 : Math.Clamp(age / task.Duration, 0, 0.99),
            Outputs = status == ProviderTaskStatus.Succeeded ? OutputServer.UrlsOf(task) : [],
            Error = status == ProviderTaskStatus.Failed ? task.Error ?? new ProviderError(ProviderErrorKind.Unknown) : null,
            Cost = ended ? task.Cost : null,
            CreatedAt = task.CreatedAt,
            Model = task.Request.Model,
        };
    }
}
