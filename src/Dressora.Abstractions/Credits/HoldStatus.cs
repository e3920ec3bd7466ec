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

    /// <summary>
    /// There were too few credits: nothing was ever reserved, and nothing ever will be under this
    /// id.
    /// </summary>
    Denied,
}
