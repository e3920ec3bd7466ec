using Dressora.Providers;

namespace Dressora.Stores;

/// <summary>
/// One thing that became known about an attempt. Recorded unfenced; see
/// <see cref="AttemptFacts"/>.
/// </summary>
public abstract record AttemptFact
{
    private AttemptFact()
    {
    }

    /// <summary>Returns this fact in the form in which it is merged.</summary>
    /// <param name="now">The store's time.</param>
    internal abstract AttemptFacts ToFacts(DateTimeOffset now);

    /// <summary>The provider has taken the work on under this id.</summary>
    public sealed record Accepted(ProviderTaskId Task, TimeSpan? Estimate) : AttemptFact
    {
        internal override AttemptFacts ToFacts(DateTimeOffset now) => new() { Task = Task, Estimate = Estimate, AcceptedAt = now };
    }

    /// <summary>A synchronous provider delivered, and these outputs are stored.</summary>
    public sealed record Delivered(IReadOnlyList<OutputRecord> Outputs, decimal? Cost) : AttemptFact
    {
        internal override AttemptFacts ToFacts(DateTimeOffset now) => new() { Delivered = Outputs, Cost = Cost, AcceptedAt = now };
    }

    /// <summary>The provider refused the create, and does not bill it.</summary>
    public sealed record Refused(ProviderError Error) : AttemptFact
    {
        internal override AttemptFacts ToFacts(DateTimeOffset now) => new() { Refusal = Error };
    }

    /// <summary>
    /// This submission was throttled, or never left: the attempt is planned again.
    /// </summary>
    public sealed record NotSent(int Submission) : AttemptFact
    {
        internal override AttemptFacts ToFacts(DateTimeOffset now) => new() { UnsentSubmission = Submission };
    }

    /// <summary>Nobody can tell whether this submission arrived.</summary>
    public sealed record OutcomeUnknown(int Submission) : AttemptFact
    {
        internal override AttemptFacts ToFacts(DateTimeOffset now) => new() { UnknownSubmission = Submission };
    }

    /// <summary>The task was read.</summary>
    public sealed record Observed(ProviderTask Task) : AttemptFact
    {
        internal override AttemptFacts ToFacts(DateTimeOffset now) => new() { Seen = Task, SeenAt = now, Cost = Task.Cost };
    }

    /// <summary>The provider no longer knows the task.</summary>
    public sealed record Lost : AttemptFact
    {
        internal override AttemptFacts ToFacts(DateTimeOffset now) => new() { LostAt = now };
    }
}
