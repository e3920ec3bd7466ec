using Dressora.Stores;

namespace Dressora.Testing;

/// <summary>Where a job is, as far as faults care.</summary>
public enum JobStage
{
    /// <summary>It is being accepted.</summary>
    Accepting,

    /// <summary>It is accepted and has no attempt yet.</summary>
    Queued,

    /// <summary>Its attempt is planned, and no create is under way.</summary>
    Planned,

    /// <summary>A create is under way, or was when its node died.</summary>
    Submitting,

    /// <summary>Nobody knows what became of a create.</summary>
    Unknown,

    /// <summary>The provider is working.</summary>
    Accepted,

    /// <summary>The provider is done, and the job is not.</summary>
    Finished,

    /// <summary>Outputs are being stored.</summary>
    Storing,

    /// <summary>The verdict is written, and the host's own ledger is asked.</summary>
    Settling,

    /// <summary>The job has ended; what is left is cleaning.</summary>
    Ended,
}

/// <summary>Finds the stage of a job.</summary>
internal static class JobStages
{
    /// <summary>Returns where a job is; one that is not there is being accepted.</summary>
    public static JobStage Of(JobRecord? job) => job switch
    {
        null or { Hold: HoldState.Pending } => JobStage.Accepting,
        _ when job.Status.IsTerminal() => JobStage.Ended,
        { Verdict: not null } => JobStage.Settling,
        { Status: JobStatus.Storing } => JobStage.Storing,
        { Attempt: null } => JobStage.Queued,
        _ => job.Attempt.State switch
        {
            AttemptState.Planned => JobStage.Planned,
            AttemptState.Submitting => JobStage.Submitting,
            AttemptState.Unknown => JobStage.Unknown,
            AttemptState.Accepted => JobStage.Accepted,
            _ => JobStage.Finished,
        },
    };
}
