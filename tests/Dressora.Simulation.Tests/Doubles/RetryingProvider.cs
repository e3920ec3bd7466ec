using Dressora.Providers;

namespace Dressora.Simulations;

/// <summary>Sends a create again when the first answer looks bad, as retrying HTTP handlers do.</summary>
internal sealed class RetryingProvider(IGenerationProvider inner) : IGenerationProvider, IInputStaging
{
    public ProviderDescriptor Descriptor => inner.Descriptor;

    public async Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default)
    {
        await inner.CreateTaskAsync(request, cancellationToken);
        return await inner.CreateTaskAsync(request, cancellationToken);
    }

    public Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) => inner.GetTaskAsync(id, cancellationToken);

    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default) =>
        inner.HandleCallbackAsync(callback, cancellationToken);

    public Task<StagedInput> StageAsync(string name, ProviderInput input, CancellationToken cancellationToken = default) =>
        ((IInputStaging)inner).StageAsync(name, input, cancellationToken);

    public Task DiscardAsync(string name, string? reference, CancellationToken cancellationToken = default) =>
        ((IInputStaging)inner).DiscardAsync(name, reference, cancellationToken);
}
