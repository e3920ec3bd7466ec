namespace Dressora.Testing;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Job">The job that it concerns, from 0.</param>
/// <param name="Nth">At which of the calls that it can strike, from 1.</param>
public sealed record Fault(FaultKind Kind, int Job, int Nth);
