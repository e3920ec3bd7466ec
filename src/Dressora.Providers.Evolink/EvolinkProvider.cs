using Microsoft.Extensions.Logging;

namespace Dressora.Providers.Evolink;

/// <summary>EvoLink behind the provider seam.</summary>
internal sealed partial class EvolinkProvider : IGenerationProvider, IInputStaging
{
    private static readonly TimeSpan ResultRetention = TimeSpan.FromHours(24);

    private readonly string _name;
    private readonly EvolinkApi _api;
    private readonly EvolinkCredits _credits;
    private readonly EvolinkFiles _files;
    private readonly ILogger _logger;
    private readonly OrderedDictionary<string, EvolinkModel> _models;

    /// <summary>Reads the options once and describes itself.</summary>
    public EvolinkProvider(string name, EvolinkOptions options, EvolinkApi api, EvolinkCredits credits, ILogger<EvolinkProvider> logger)
    {
        _name = name;
        _api = api;
        _credits = credits;
        _files = new EvolinkFiles(api);
        _logger = logger;
        _models = EvolinkModels.From(options);
        Descriptor = Describe(options, api.Endpoints);
    }

    /// <inheritdoc/>
    public ProviderDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async Task<TaskCreation> CreateTaskAsync(ProviderTaskRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problem = _models.TryGetValue(request.Model, out var model) ? CreateProblems.Find(model, request) : "model_unknown";
        if (problem is not null)
        {
            return new TaskCreation.Refused(new ProviderError(ProviderErrorKind.InvalidRequest, problem));
        }

        var creation = await SendAsync(model!, request, cancellationToken).ConfigureAwait(false);
        if (creation is TaskCreation.OutcomeUnknown unknown)
        {
            Log.OutcomeUnknown(_logger, _name, unknown.Error);
        }

        return creation;
    }

    /// <inheritdoc/>
    public async Task<ProviderTask> GetTaskAsync(ProviderTaskId id, CancellationToken cancellationToken = default)
    {
        var answer = await _api.ReadAsync(HttpMethod.Get, _api.Endpoints.Task(id), cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new ProviderException(TaskErrors.OfRead(answer));
        }

        var task = TaskAnswer.Read(answer.Body)
            ?? throw new ProviderException(new ProviderError(ProviderErrorKind.Unknown, "unreadable_answer"));
        if (task.UnknownStatus is { } word)
        {
            Log.UnknownStatus(_logger, _name, word);
        }

        return task.Error is not null && EvolinkError.Of(answer.Body).SpeaksOfQuota
            ? task with { Error = new ProviderError(await JudgeQuotaAsync(cancellationToken).ConfigureAwait(false), task.Error.Code) }
            : task;
    }

    /// <inheritdoc/>
    /// <remarks>EvoLink signs nothing, so whatever was sent, it means "go and look".</remarks>
    public ValueTask<CallbackVerdict> HandleCallbackAsync(ProviderCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var id = TaskIds.ReadUntrusted(EvolinkJson.Parse(callback.Body.Span).Get("id"));
        return ValueTask.FromResult<CallbackVerdict>(new CallbackVerdict.Notified(id));
    }

    /// <inheritdoc/>
    public Task<StagedInput> StageAsync(string name, ProviderInput input, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(input);
        return _files.StageAsync(name, input, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DiscardAsync(string name, string? reference, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _files.DiscardAsync(name, reference, cancellationToken);
    }

    /// <summary>
    /// Sends the create, and turns whatever is thrown from here on into what it proves about the
    /// bill.
    /// </summary>
    private async Task<TaskCreation> SendAsync(EvolinkModel model, ProviderTaskRequest request, CancellationToken cancellationToken)
    {
        EvolinkAnswer answer;
        try
        {
            using var body = CreateBody.Of(model, request);
            answer = await _api.SendOnceAsync(_api.Endpoints.Creates, body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return CreateFailure.From(exception);
        }

        return answer.IsSuccess ? CreateAnswer.OfSuccess(answer) : await RefuseAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Classifies an error. Only a 429 that speaks of a quota needs a second look, at the
    /// balance.
    /// </summary>
    private async Task<TaskCreation> RefuseAsync(EvolinkAnswer answer, CancellationToken cancellationToken)
    {
        var creation = CreateAnswer.OfError(answer);
        if (creation is not TaskCreation.Refused { Error: { Kind: ProviderErrorKind.Throttled } error }
            || !EvolinkError.Of(answer.Body).SpeaksOfQuota)
        {
            return creation;
        }

        try
        {
            var kind = await JudgeQuotaAsync(cancellationToken).ConfigureAwait(false);
            return new TaskCreation.Refused(new ProviderError(kind, error.Code) { RetryAfter = error.RetryAfter });
        }
        catch (OperationCanceledException)
        {
            return creation; // The answer to the create is known, whatever becomes of the question about the balance.
        }
    }

    /// <summary>Asks for the balance, and says aloud when the host must act.</summary>
    private async Task<ProviderErrorKind> JudgeQuotaAsync(CancellationToken cancellationToken)
    {
        var kind = await _credits.JudgeQuotaAsync(cancellationToken).ConfigureAwait(false);
        if (kind == ProviderErrorKind.ProviderAccount)
        {
            Log.AccountEmpty(_logger, _name);
        }

        return kind;
    }

    /// <summary>
    /// Puts the default model first, which is the one that a request without a model gets.
    /// </summary>
    private ProviderDescriptor Describe(EvolinkOptions options, EvolinkEndpoints endpoints) => new()
    {
        Models =
        [
            _models[options.DefaultModel].Limits,
            .. _models.Values.Select(model => model.Limits).Where(limits => limits.Name != options.DefaultModel),
        ],
        Callbacks = true,
        Inputs = InputTransport.Url | InputTransport.Staged,
        ResultRetention = ResultRetention,
        ResultHosts = [.. options.ResultHosts],
        ResultOrigins = [.. endpoints.OwnOrigins.Concat(options.ResultOrigins.Select(EvolinkEndpoints.OriginOf)).Distinct()],
        BaseAddress = endpoints.BaseUrl,
    };
}
