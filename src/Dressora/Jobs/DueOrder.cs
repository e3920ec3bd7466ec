namespace Dressora.Jobs;

/// <summary>The order in which jobs fall due; ids break ties.</summary>
internal sealed class DueOrder : IComparer<(DateTimeOffset At, JobId Job)>
{
    public static DueOrder Instance { get; } = new();

    public int Compare((DateTimeOffset At, JobId Job) x, (DateTimeOffset At, JobId Job) y)
    {
        var byTime = x.At.CompareTo(y.At);
        return byTime != 0 ? byTime : JobOrder.Instance.Compare(x.Job, y.Job);
    }
}
