namespace Dressora.Stores;

/// <summary>Where one output of a delivered task is.</summary>
public enum OutputStatus
{
    /// <summary>At the provider, to be copied.</summary>
    Pending,

    /// <summary>In the host's storage.</summary>
    Stored,

    /// <summary>Not delivered: refused, or gone after a fresh read, or out of time.</summary>
    Dropped,

    /// <summary>Not delivered: the host's review refused it. It lies in quarantine.</summary>
    Refused,
}
