namespace Dressora.Stores;

/// <summary>How a commit ended.</summary>
public abstract record CommitAnswer
{
    private CommitAnswer()
    {
    }

    /// <summary>It stands. The lease is as the commit left it.</summary>
    public sealed record Committed(JobLease Lease) : CommitAnswer;

    /// <summary>
    /// Another lease was given meanwhile, or the job has ended: nothing changed, and this worker
    /// stops.
    /// </summary>
    public sealed record Stale : CommitAnswer;

    /// <summary>
    /// Something arrived meanwhile, and the decision was to stand only if nothing did: decide
    /// again. The lease is still held.
    /// </summary>
    public sealed record Outdated(JobLease Lease) : CommitAnswer;

    /// <summary>
    /// The ledger refused the operation: nothing changed. The lease is still held.
    /// </summary>
    public sealed record Refused(CreditResult Result, JobLease Lease) : CommitAnswer;
}
