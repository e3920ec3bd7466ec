namespace Dressora.Jobs;

/// <summary>
/// The order of job ids as they are written, which is the order of their creation.
/// </summary>
internal sealed class JobOrder : IComparer<JobId>
{
    public static JobOrder Instance { get; } = new();

    public int Compare(JobId x, JobId y) => x.Value.CompareTo(y.Value);
}
