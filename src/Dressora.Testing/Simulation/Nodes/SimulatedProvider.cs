using Dressora.Providers;

namespace Dressora.Testing;

/// <summary>
/// A provider as one node sees it: its creates get lost on either way, its replicas are stale.
/// </summary>
internal sealed class SimulatedProvider(
    string name, IGenerationProvider inner, NodeLife life, ICallGate gate, ProviderRecords records) : IGenerationProvider, IInputStaging
{
    public ProviderDescriptor Descriptor => inner.Descriptor;

    public Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        records.Begin(request.Attempt);
        return gate.CallAsync(life, CallKind.Create, request.Attempt.Job, CreateAsync, WrongAsync);

        async Task<TaskCreation> CreateAsync()
        {
            var creation = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            records.Answered(request.Attempt, creation, life);
            return creation;
        }

        async Task<TaskCreation> WrongAsync(FaultKind fault)
        {
            switch (fault)
            {
                case FaultKind.Throttled:
                    return Refuse(ProviderErrorKind.Throttled, TimeSpan.FromSeconds(7));
                case FaultKind.NotSent:
                    return Refuse(ProviderErrorKind.Unavailable, null);
                case FaultKind.Refused:
                    return Refuse(ProviderErrorKind.ProviderAccount, null);
                case FaultKind.CreateLost:
                    throw new IOException("The connection broke off.");
                case FaultKind.CreateAnswerLost:
                    await SendAsync(request, cancellationToken).ConfigureAwait(false);
                    return new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unavailable, "reset"));
                default:
                    await SendAsync(request, cancellationToken).ConfigureAwait(false);
                    var givenUp = new TaskCompletionSource<TaskCreation>();
                    cancellationToken.Register(() => givenUp.TrySetCanceled(cancellationToken));
                    return await givenUp.Task.ConfigureAwait(false);
            }
        }

        TaskCreation Refuse(ProviderErrorKind kind, TimeSpan? retryAfter)
        {
            var creation = new TaskCreation.Refused(new ProviderError(kind) { RetryAfter = retryAfter });
            records.Answered(request.Attempt, creation, life);
            return creation;
        }
    }

    public Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) => gate.CallAsync(
        life,
        CallKind.Read,
        records.JobOf(name, id),
        () => ReadAsync(id, cancellationToken),
        fault => fault switch
        {
            FaultKind.ReadMissing => throw new ProviderException(new ProviderError(ProviderErrorKind.TaskLost)),
            FaultKind.ReadStale => Task.FromResult(records.FirstReading(name, id) ?? throw new ProviderException(new ProviderError(ProviderErrorKind.TaskLost))),
            _ => throw new ProviderException(new ProviderError(ProviderErrorKind.Unavailable)),
        });

    public Task<ProviderTaskId?> FindTaskAsync(AttemptId attempt, CancellationToken cancellationToken = default) => gate.CallAsync(
        life,
        CallKind.Read,
        attempt.Job,
        () => inner.FindTaskAsync(attempt, cancellationToken),
        fault => fault is FaultKind.ReadMissing or FaultKind.ReadStale
            ? Task.FromResult<ProviderTaskId?>(null)
            : throw new ProviderException(new ProviderError(ProviderErrorKind.Unavailable)));

    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default) =>
        inner.HandleCallbackAsync(callback, cancellationToken);

    public Task<CancelAnswer> CancelTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) => gate.CallAsync(
        life,
        CallKind.Cancel,
        records.JobOf(name, id),
        () => inner.CancelTaskAsync(id, cancellationToken),
        _ => throw new ProviderException(new ProviderError(ProviderErrorKind.Unavailable)));

    public Task<StagedInput> StageAsync(string name, ProviderInput input, CancellationToken cancellationToken = default) => gate.CallAsync(
        life, CallKind.Stage, records.JobOfCopy(name), () => Staging.StageAsync(name, input, cancellationToken), _ => throw Unreachable());

    public Task DiscardAsync(string name, string? reference, CancellationToken cancellationToken = default) => gate.CallAsync(
        life,
        CallKind.Discard,
        records.JobOfCopy(name),
        async () =>
        {
            await Staging.DiscardAsync(name, reference, cancellationToken).ConfigureAwait(false);
            return true;
        },
        _ => throw Unreachable());

    /// <summary>Gets the wrapped provider's staging; only a descriptor that says so leads here.</summary>
    private IInputStaging Staging => inner as IInputStaging ?? throw new NotSupportedException($"The provider '{name}' does not stage inputs.");

    private static ProviderException Unreachable() => new(new ProviderError(ProviderErrorKind.Unavailable));

    /// <summary>A create that reaches the provider, whatever becomes of the answer.</summary>
    private async Task<TaskCreation> SendAsync(ProviderTaskRequest request, CancellationToken cancellationToken)
    {
        var creation = await inner.CreateTaskAsync(request, cancellationToken).ConfigureAwait(false);
        records.Arrived(name, request, creation);
        return creation;
    }

    /// <summary>A reading from the provider's leading replica.</summary>
    private async Task<ProviderTask> ReadAsync(ProviderTaskId id, CancellationToken cancellationToken)
    {
        var task = await inner.GetTaskAsync(id, cancellationToken).ConfigureAwait(false);
        records.Read(name, id, task);
        return task;
    }
}
