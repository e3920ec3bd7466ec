namespace Dressora.Stores;

/// <summary>
/// How an acceptance ended. Looked at in this order: key, active jobs, credits.
/// </summary>
public abstract record AcceptAnswer
{
    private AcceptAnswer()
    {
    }

    /// <summary>Everything is written.</summary>
    public sealed record Accepted(JobRecord Job) : AcceptAnswer
    {
        /// <summary>Gets the acceptor's lease, where it asked for one.</summary>
        public JobLease? Lease { get; init; }
    }

    /// <summary>The key and its fingerprint were here before; this is their job.</summary>
    public sealed record Replayed(JobRecord Job) : AcceptAnswer;

    /// <summary>The key was here before with another fingerprint.</summary>
    public sealed record KeyConflict : AcceptAnswer;

    /// <summary>The account has as many unfinished jobs as it may.</summary>
    public sealed record TooManyActive : AcceptAnswer;

    /// <summary>The store's own ledger refused the freeze; nothing is written.</summary>
    public sealed record InsufficientCredits(Credits Needed, Credits Available) : AcceptAnswer;
}
