namespace Dressora.Providers;

/// <summary>
/// Runs generation tasks on one upstream service. The smallest provider implements create and
/// get.
/// </summary>
/// <remarks>
/// Thread-safe: one instance serves every concurrent attempt. Retrying, polling, deadlines,
/// failover, logging and metering are the pipeline's; a provider says only what differs between
/// upstreams. Its name belongs to its registration. Where inputs must become files of the
/// provider first, it implements <see cref="IInputStaging"/> too.
/// </remarks>
public interface IGenerationProvider
{
    /// <summary>Gets what this provider can do. The same for its whole life.</summary>
    ProviderDescriptor Descriptor { get; }

    /// <summary>Sends one billable create, once: no retry of any kind behind it (see <see cref="SendOnceHandler"/>).</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">The create's own time-out, and nothing else: neither a shutdown nor a client cancels a paid call.</param>
    /// <returns>How it ended. Anything thrown counts as <see cref="TaskCreation.OutcomeUnknown"/>.</returns>
    Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a task over the authenticated API. Safe to repeat.</summary>
    /// <param name="id">The provider's name for it.</param>
    /// <param name="cancellationToken">Stops waiting; the task is not affected.</param>
    /// <exception cref="ProviderException">It could not be read; <see cref="ProviderErrorKind.TaskLost"/> when the provider does not know it.</exception>
    Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default);

    /// <summary>Judges a callback. It must not act on it: what is acted on is what <see cref="GetTaskAsync"/> reads afterwards.</summary>
    /// <param name="callback">The message.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The default is <see cref="CallbackVerdict.Notified"/> without a task. Usually completes synchronously.</returns>
    ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<CallbackVerdict>(new CallbackVerdict.Notified());

    /// <summary>
    /// Finds the task of an attempt whose create was sent and never answered, by the name that the create gave it
    /// (<see cref="ProviderTaskRequest.Attempt"/>). Safe to repeat.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The task; <see langword="null"/> when there is none, or none yet. Called only where <see cref="ProviderDescriptor.FindsTasks"/> says so.</returns>
    /// <exception cref="ProviderException">The provider could not be reached.</exception>
    Task<ProviderTaskId?> FindTaskAsync(AttemptId attempt, CancellationToken cancellationToken = default) =>
        Task.FromResult<ProviderTaskId?>(null);

    /// <summary>Asks for a task to be stopped. Safe to repeat.</summary>
    /// <param name="id">The provider's name for it.</param>
    /// <param name="cancellationToken">Stops waiting; the wish may have arrived.</param>
    /// <returns>The default is <see cref="CancelAnswer.NotSupported"/>.</returns>
    /// <exception cref="ProviderException">The provider could not be reached.</exception>
    Task<CancelAnswer> CancelTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) =>
        Task.FromResult(CancelAnswer.NotSupported);
}
