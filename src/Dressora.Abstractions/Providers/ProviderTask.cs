namespace Dressora.Providers;

/// <summary>
/// A task as its provider reports it, in one vocabulary for all providers and with nothing raw in
/// it.
/// </summary>
public sealed record ProviderTask
{
    /// <summary>Gets where the task is.</summary>
    public required ProviderTaskStatus Status { get; init; }

    /// <summary>
    /// Gets how far it is, from 0 to 1; <see langword="null"/> when the provider does not say.
    /// </summary>
    public double? Progress { get; init; }

    /// <summary>
    /// Gets where the outputs can be fetched; never empty when <see cref="Status"/> is Succeeded.
    /// Fewer than asked for is legal.
    /// </summary>
    public IReadOnlyList<Uri> Outputs { get; init; } = [];

    /// <summary>Gets why the task failed; <see langword="null"/> unless it did.</summary>
    public ProviderError? Error { get; init; }

    /// <summary>
    /// Gets what the provider charged, in its own unit; <see langword="null"/> while it is not
    /// known.
    /// </summary>
    public decimal? Cost { get; init; }

    /// <summary>
    /// Gets when the provider says the task was created; <see langword="null"/> when it does not
    /// say.
    /// </summary>
    /// <remarks>
    /// With <see cref="Model"/> it proves whose task a callback speaks of, where the answer to
    /// the create was lost.
    /// </remarks>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// Gets the model as the provider names it in its answer; <see langword="null"/> when it does
    /// not say.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// Gets the status word when this version does not know it, for a metric; else
    /// <see langword="null"/>.
    /// </summary>
    public string? UnknownStatus { get; init; }
}
