namespace Dressora.Testing;

/// <summary>A fault that struck, and where its job was.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Stage">Where the job was.</param>
public readonly record struct Strike(FaultKind Kind, JobStage Stage);
