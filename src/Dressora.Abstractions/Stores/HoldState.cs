namespace Dressora.Stores;

/// <summary>Where a job's credits are, as the job knows it.</summary>
public enum HoldState
{
    /// <summary>
    /// The host's own ledger has not answered the freeze yet; the job is being accepted and no
    /// step submits it.
    /// </summary>
    Pending,

    /// <summary>Frozen.</summary>
    Frozen,

    /// <summary>Charged for what was delivered, the rest returned.</summary>
    Settled,

    /// <summary>Returned in full.</summary>
    Released,

    /// <summary>No longer there to be charged when the outputs were ready.</summary>
    Lapsed,
}
