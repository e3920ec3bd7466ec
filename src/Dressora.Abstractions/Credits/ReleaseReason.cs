namespace Dressora;

/// <summary>Why a hold was returned in full.</summary>
public enum ReleaseReason
{
    /// <summary>The work failed or was never begun.</summary>
    Failed,

    /// <summary>The work ran out of time.</summary>
    TimedOut,

    /// <summary>The user canceled, before anything was paid for.</summary>
    Canceled,
}
