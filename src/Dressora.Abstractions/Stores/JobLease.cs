namespace Dressora.Stores;

/// <summary>The right to decide about a job for a while.</summary>
/// <param name="Job">The job as it is.</param>
/// <param name="Token">The fencing token: it grows with every lease, and a commit with an older one is refused.</param>
/// <param name="Signals">How many callbacks, facts and wishes have arrived. A commit says how many it has seen.</param>
/// <param name="Now">The store's time when this was read.</param>
public sealed record JobLease(JobRecord Job, long Token, long Signals, DateTimeOffset Now);
