using Dressora.Providers;
using Polly;
using Polly.CircuitBreaker;

namespace Dressora;

/// <summary>
/// Sends creates as long as enough of them arrive. Opens when half of at least five within a
/// minute met an outage; then one at a time tells whether it is over.
/// </summary>
internal sealed class CreateCircuit
{
    /// <summary>The code of what is not sent because the circuit is open.</summary>
    public const string OpenCode = "circuit_open";

    private const double FailureRatio = 0.5;
    private const int MinimumThroughput = 5;
    private const int DoublingsMax = 3;

    private static readonly TimeSpan SamplingDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<TaskCreation> _pipeline;
    private long _openUntil;

    public CreateCircuit(TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<TaskCreation> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<TaskCreation>
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = MinimumThroughput,
                SamplingDuration = SamplingDuration,
                BreakDurationGenerator = Open,
                StateProvider = _state,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is { } creation && IsOutage(creation)),
            })
            .Build();
    }

    /// <summary>
    /// Gets for how long nothing is sent; <see langword="null"/> when something may be.
    /// </summary>
    public TimeSpan? OpenFor
    {
        get
        {
            var left = new DateTimeOffset(Interlocked.Read(ref _openUntil), TimeSpan.Zero) - _time.GetUtcNow();
            return _state.CircuitState == CircuitState.Closed || left <= TimeSpan.Zero ? null : left;
        }
    }

    /// <summary>Gets whether the next create tells whether the outage is over.</summary>
    public bool IsProbing => _state.CircuitState != CircuitState.Closed && OpenFor is null;

    /// <summary>
    /// Sends a create, or says that it was not sent. <paramref name="create"/> does not throw.
    /// </summary>
    public async Task<TaskCreation> SendAsync(Func<Task<TaskCreation>> create)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (_, send) => Outcome.FromResult(await send().ConfigureAwait(false)), context, create).ConfigureAwait(false);
            return outcome.Exception is null
                ? outcome.Result!
                : new TaskCreation.Refused(new ProviderError(ProviderErrorKind.Unavailable, OpenCode) { RetryAfter = OpenFor });
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<TimeSpan> Open(BreakDurationGeneratorArguments arguments)
    {
        var pause = BreakDuration * Math.Pow(2, Math.Min(arguments.HalfOpenAttempts, DoublingsMax));
        Interlocked.Exchange(ref _openUntil, (_time.GetUtcNow() + pause).UtcTicks);
        return ValueTask.FromResult(pause);
    }

    // What is wrong with a request, or that there are too many, says nothing about the provider's health.
    private static bool IsOutage(TaskCreation creation) => creation
        is TaskCreation.OutcomeUnknown
        or TaskCreation.Refused { Error.Kind: ProviderErrorKind.Unavailable or ProviderErrorKind.ProviderAccount };
}
