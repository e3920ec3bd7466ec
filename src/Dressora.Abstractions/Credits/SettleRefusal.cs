namespace Dressora;

/// <summary>Why a settle was refused.</summary>
public enum SettleRefusal
{
    /// <summary>The account has no such hold.</summary>
    NotFound,

    /// <summary>
    /// The hold was settled with another amount. It is never topped up silently.
    /// </summary>
    AlreadySettled,

    /// <summary>The hold was released. Its credits are back with the account.</summary>
    AlreadyReleased,

    /// <summary>The hold timed out. Its credits are back with the account.</summary>
    TimedOut,

    /// <summary>The amount is more than was frozen.</summary>
    MoreThanFrozen,

    /// <summary>The freeze was denied: there is nothing to charge.</summary>
    Denied,

    /// <summary>
    /// The hold had timed out, and its credits were no longer there to be charged. Final.
    /// </summary>
    Lapsed,
}
