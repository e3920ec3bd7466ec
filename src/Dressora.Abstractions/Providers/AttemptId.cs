namespace Dressora.Providers;

/// <summary>Names one paid try of one job at one provider.</summary>
/// <param name="Job">The job.</param>
/// <param name="Ordinal">Which try, from 1.</param>
public readonly record struct AttemptId(JobId Job, int Ordinal)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Job}/{Ordinal}";
}
