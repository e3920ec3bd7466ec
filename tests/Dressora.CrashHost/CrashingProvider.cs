using Dressora.Providers;

namespace Dressora.CrashHost;

internal sealed class CrashingProvider(IGenerationProvider inner, string point) : IGenerationProvider, IInputStaging
{
    public ProviderDescriptor Descriptor => inner.Descriptor;

    public async Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default)
    {
        var creation = await inner.CreateTaskAsync(request, cancellationToken);
        CrashPoints.Reach(CrashPoints.AfterCreate, point);
        return creation;
    }

    public Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) =>
        inner.GetTaskAsync(id, cancellationToken);

    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default) =>
        inner.HandleCallbackAsync(callback, cancellationToken);

    public Task<StagedInput> StageAsync(string name, ProviderInput input, CancellationToken cancellationToken = default) =>
        ((IInputStaging)inner).StageAsync(name, input, cancellationToken);

    public Task DiscardAsync(string name, string? reference, CancellationToken cancellationToken = default) =>
        ((IInputStaging)inner).DiscardAsync(name, reference, cancellationToken);
}
