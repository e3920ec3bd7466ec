namespace Dressora.Stores;

/// <summary>How a job ends, committed before a foreign ledger is called and never computed again.</summary>
/// <param name="Status">The end.</param>
/// <param name="Error">Why nothing was delivered; <see langword="null"/> on success.</param>
/// <param name="Charge">What to charge; zero unless it succeeded.</param>
/// <param name="Reason">Why the hold is returned, when it is.</param>
public sealed record JobVerdict(JobStatus Status, JobError? Error, Credits Charge, ReleaseReason Reason);
