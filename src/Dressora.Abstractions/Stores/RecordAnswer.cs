namespace Dressora.Stores;

/// <summary>How the recording of a fact ended.</summary>
public abstract record RecordAnswer
{
    private RecordAnswer()
    {
    }

    /// <summary>It is recorded, or was known.</summary>
    /// <param name="Lease">The job as it is now, with the token of whoever holds it: compare it with your own before deciding anything.</param>
    public sealed record Recorded(JobLease Lease) : RecordAnswer
    {
        /// <summary>
        /// Gets how the decision ended that came with the fact: committed, outdated or stale; <see langword="null"/> when none came.
        /// </summary>
        public CommitAnswer? Decision { get; init; }
    }

    /// <summary>The task belongs to another attempt; nothing changed.</summary>
    public sealed record TaskTaken : RecordAnswer;

    /// <summary>There is no such attempt (any more).</summary>
    public sealed record NotFound : RecordAnswer;
}
