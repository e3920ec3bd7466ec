using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>
/// What is known about one attempt. Grows forward only: merging is idempotent, and no order of
/// arrival loses anything.
/// </summary>
/// <remarks>
/// Facts are accepted from anyone at any time, from a worker that lost its lease and after the
/// job has ended, because the answer to a paid call cannot be asked for twice.
/// </remarks>
public sealed record AttemptFacts
{
    /// <summary>The most task ids that callbacks may suggest; further ones are ignored.</summary>
    public const int CandidatesMax = 10;

    /// <summary>Gets the facts of an attempt that nobody knows anything about.</summary>
    public static AttemptFacts None { get; } = new();

    /// <summary>
    /// Gets the last submission known not to have been sent or to have been throttled; 0 for
    /// none.
    /// </summary>
    public int UnsentSubmission { get; init; }

    /// <summary>
    /// Gets the last submission whose outcome the caller could not tell; 0 for none.
    /// </summary>
    public int UnknownSubmission { get; init; }

    /// <summary>
    /// Gets why the provider refused the create, unbilled; <see langword="null"/> when it did
    /// not.
    /// </summary>
    public ProviderError? Refusal { get; init; }

    /// <summary>Gets the task; <see langword="null"/> until its id is known.</summary>
    public ProviderTaskId? Task { get; init; }

    /// <summary>Gets when the id became known.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Gets how long the provider expected to take.</summary>
    public TimeSpan? Estimate { get; init; }

    /// <summary>
    /// Gets the newest reading of the task; a terminal one is never replaced but by a fresh one
    /// of the same status.
    /// </summary>
    public ProviderTask? Seen { get; init; }

    /// <summary>Gets when that reading was made.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Gets when the provider was last known not to know the task, for good.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>
    /// Gets the outputs of a synchronous provider, stored before this became a fact; empty
    /// otherwise.
    /// </summary>
    public IReadOnlyList<OutputRecord> Delivered { get; init; } = [];

    /// <summary>Gets what the provider charged, in its own unit.</summary>
    public decimal? Cost { get; init; }

    /// <summary>
    /// Gets the task ids that callbacks have spoken of. Candidates, nothing more.
    /// </summary>
    public IReadOnlyList<ProviderTaskId> Candidates { get; init; } = [];

    /// <summary>Gets how many callbacks have been stored.</summary>
    public int Messages { get; init; }

    /// <summary>Joins what two parties know.</summary>
    public AttemptFacts Merge(AttemptFacts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var seen = Newer(this, other);
        return new AttemptFacts
        {
            UnsentSubmission = Math.Max(UnsentSubmission, other.UnsentSubmission),
            UnknownSubmission = Math.Max(UnknownSubmission, other.UnknownSubmission),
            Refusal = Refusal ?? other.Refusal,
            Task = Task ?? other.Task,
            AcceptedAt = AcceptedAt ?? other.AcceptedAt,
            Estimate = Estimate ?? other.Estimate,
            Seen = seen.Seen,
            SeenAt = seen.SeenAt,
            LostAt = LostAt ?? other.LostAt,
            Delivered = Delivered.Count > 0 ? Delivered : other.Delivered,
            Cost = seen.Seen?.Cost ?? other.Cost ?? Cost,
            Candidates = Candidates.Union(other.Candidates).Take(CandidatesMax).ToList(),
            Messages = Math.Max(Messages, other.Messages),
        };
    }

    /// <summary>
    /// Returns the facts without the addresses of what the provider made, for an erased job.
    /// </summary>
    internal AttemptFacts WithoutUrls() => this with { Seen = Seen is null ? null : Seen with { Outputs = [] } };

    private static AttemptFacts Newer(AttemptFacts known, AttemptFacts other)
    {
        if (known.Seen is null || other.Seen is null)
        {
            return known.Seen is null ? other : known;
        }

        var (knownEnded, otherEnded) = (known.Seen.Status.IsTerminal(), other.Seen.Status.IsTerminal());
        if (knownEnded != otherEnded)
        {
            return knownEnded ? known : other;
        }

        // An ended task never changes its end; a fresh reading of the same end brings fresh URLs, even within one tick of the clock.
        var isNewer = knownEnded
            ? known.Seen.Status == other.Seen.Status && other.SeenAt >= known.SeenAt
            : other.SeenAt > known.SeenAt;
        return isNewer ? other : known;
    }
}
