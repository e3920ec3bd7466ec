namespace Dressora;

/// <summary>
/// A job as its owner may see it: no prompt, no provider URL, no raw provider error.
/// </summary>
public sealed record GenerationJob
{
    /// <summary>Gets the id.</summary>
    public required JobId Id { get; init; }

    /// <summary>Gets the owner.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Gets where the job is.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>
    /// Gets how far it is, from 0 to 1. Never falls, and is 1 only once it has succeeded.
    /// </summary>
    public required double Progress { get; init; }

    /// <summary>Gets how many outputs were asked for.</summary>
    public required int Requested { get; init; }

    /// <summary>
    /// Gets how many outputs were delivered. It stays when they are removed because of their age.
    /// </summary>
    public int Delivered { get; init; }

    /// <summary>
    /// Gets the delivered outputs; empty until the job has succeeded, and once they were removed.
    /// </summary>
    public required IReadOnlyList<JobResult> Results { get; init; }

    /// <summary>
    /// Gets when the results were removed because the host keeps them no longer;
    /// <see langword="null"/> while they are there.
    /// </summary>
    public DateTimeOffset? ResultsRemovedAt { get; init; }

    /// <summary>Gets what was frozen when the job was accepted.</summary>
    public required Credits Frozen { get; init; }

    /// <summary>Gets what was charged; zero until the job has succeeded.</summary>
    public required Credits Charged { get; init; }

    /// <summary>
    /// Gets why nothing was delivered; <see langword="null"/> unless the job has failed.
    /// </summary>
    public required JobError? Error { get; init; }

    /// <summary>
    /// Gets whether the user has asked to cancel. The job may still succeed: what the provider
    /// was paid for is delivered.
    /// </summary>
    public required bool CancelRequested { get; init; }

    /// <summary>Gets when the job was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets how often it has changed: a validator for conditional reads.</summary>
    public required long Version { get; init; }
}
