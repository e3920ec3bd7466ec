using Dressora.Providers;

namespace Dressora.Testing.Tests;

/// <summary>A provider with one defect, for proving that the kit sees it.</summary>
internal sealed class FaultyProvider(ScriptedProvider inner) : IGenerationProvider
{
    public bool CreatesTwice { get; init; }

    public bool TakesUnknownForRefused { get; init; }

    public bool TakesRefusedForUnknown { get; init; }

    public bool DeniesEveryTask { get; init; }

    public bool SucceedsWithoutOutputs { get; init; }

    public bool ThrowsAtGarbage { get; init; }

    public bool BelievesAnyId { get; init; }

    public bool QuotesThePrompt { get; init; }

    public ProviderDescriptor Descriptor => inner.Descriptor;

    public async Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default)
    {
        if (CreatesTwice)
        {
            await inner.CreateTaskAsync(request, cancellationToken);
        }

        if (QuotesThePrompt)
        {
            throw new InvalidOperationException($"Could not draw '{request.Prompt}'.");
        }

        return await inner.CreateTaskAsync(request, cancellationToken) switch
        {
            TaskCreation.OutcomeUnknown unknown when TakesUnknownForRefused => new TaskCreation.Refused(unknown.Error),
            TaskCreation.Refused refused when TakesRefusedForUnknown => new TaskCreation.OutcomeUnknown(refused.Error),
            var creation => creation,
        };
    }

    public async Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default)
    {
        if (DeniesEveryTask)
        {
            throw new ProviderException(new ProviderError(ProviderErrorKind.Unavailable));
        }

        var task = await inner.GetTaskAsync(id, cancellationToken);
        return SucceedsWithoutOutputs ? task with { Outputs = [] } : task;
    }

    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default)
    {
        if (ThrowsAtGarbage)
        {
            _ = callback.Body.Span[0];
        }

        return BelievesAnyId
            ? ValueTask.FromResult<CallbackVerdict>(new CallbackVerdict.Notified(new ProviderTaskId("any")))
            : inner.HandleCallbackAsync(callback, cancellationToken);
    }

    public Task<CancelAnswer> CancelTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default) =>
        inner.CancelTaskAsync(id, cancellationToken);
}
