namespace Dressora;

/// <summary>
/// Where a job is: Queued, Running, Storing, then one of the three ends, which are final.
/// </summary>
public enum JobStatus
{
    /// <summary>Accepted, its credits frozen; no provider has been asked yet.</summary>
    Queued,

    /// <summary>An attempt is under way.</summary>
    Running,

    /// <summary>
    /// The provider has delivered; the outputs are being copied into the host's storage.
    /// </summary>
    Storing,

    /// <summary>At least one output is readable, and what was delivered is charged.</summary>
    Succeeded,

    /// <summary>Nothing was delivered and nothing is charged.</summary>
    Failed,

    /// <summary>The user canceled in time; nothing is charged.</summary>
    Canceled,
}
