namespace Dressora;

/// <summary>What a <see cref="StorageDoctor"/> found.</summary>
/// <param name="Steps">What was tried, in order.</param>
/// <param name="Problem">What failed first, and what mends it; <see langword="null"/> when all is well.</param>
public sealed record StorageDiagnosis(IReadOnlyList<StorageStep> Steps, StorageProblem? Problem)
{
    /// <summary>Gets whether the storage does what it must.</summary>
    public bool IsHealthy => Problem is null;
}
