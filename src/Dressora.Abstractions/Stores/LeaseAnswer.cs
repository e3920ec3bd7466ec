namespace Dressora.Stores;

/// <summary>The jobs that were leased.</summary>
/// <param name="Leases">The leases, the job that has been due longest first.</param>
/// <param name="Now">The store's time, which is the only time that decisions know.</param>
/// <param name="NextDueAt">When the next job falls due, its lease ends or, where it is kept back for want of a place, its deadline comes: a hint for how long to wait; <see langword="null"/> for none.</param>
public sealed record LeaseAnswer(IReadOnlyList<JobLease> Leases, DateTimeOffset Now, DateTimeOffset? NextDueAt);
