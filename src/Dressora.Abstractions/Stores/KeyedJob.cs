namespace Dressora.Stores;

/// <summary>A job that a client's key led to.</summary>
/// <param name="Job">The job.</param>
/// <param name="Fingerprint">The fingerprint of what the client sent.</param>
public sealed record KeyedJob(JobRecord Job, string Fingerprint);
