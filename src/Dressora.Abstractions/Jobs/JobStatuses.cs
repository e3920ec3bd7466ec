namespace Dressora;

/// <summary>Questions about a <see cref="JobStatus"/>.</summary>
public static class JobStatuses
{
    /// <summary>Tells whether a job of this status never moves again.</summary>
    public static bool IsTerminal(this JobStatus status) =>
        status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Canceled;

    /// <summary>Tells whether a job may go from one status to another.</summary>
    public static bool CanMove(JobStatus from, JobStatus to) => (from, to) switch
    {
        (JobStatus.Queued, JobStatus.Running) => true,
        (JobStatus.Running, JobStatus.Storing) => true,
        (JobStatus.Storing, JobStatus.Succeeded) => true,
        (JobStatus.Queued or JobStatus.Running or JobStatus.Storing, JobStatus.Failed or JobStatus.Canceled) => true,
        _ => false, // An ended job never moves again: its credits are already settled or released.
    };
}
