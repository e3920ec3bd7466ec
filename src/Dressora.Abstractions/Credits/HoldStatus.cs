namespace Dressora;

/// <summary>Where a hold is. It leaves <see cref="Open"/> once, and never again.</summary>
public enum HoldStatus
{
    /// <summary>The credits are reserved.</summary>
    Open,

    /// <summary>What was delivered was charged, the rest returned.</summary>
    Settled,

    /// <summary>Everything was returned.</summary>
    Released,

    /// <summary>The deadline passed first; everything was returned.</summary>
    TimedOut,
}
