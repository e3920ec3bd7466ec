namespace Dressora;

/// <summary>What a journal entry records.</summary>
public enum CreditEntryKind
{
    /// <summary>Credits were given.</summary>
    Granted,

    /// <summary>Credits were reserved.</summary>
    Frozen,

    /// <summary>A hold ended with a charge; what was not charged went back.</summary>
    Settled,

    /// <summary>A hold ended without a charge.</summary>
    Released,

    /// <summary>A hold passed its deadline and went back.</summary>
    TimedOut,

    /// <summary>A grant's available rest expired.</summary>
    Expired,

    /// <summary>A hold got a later deadline. Nothing moved.</summary>
    Extended,

    /// <summary>A charge went back, in part or in full.</summary>
    Refunded,

    /// <summary>
    /// A grant was taken back, or what was still owed of that was taken from what came back.
    /// </summary>
    Revoked,

    /// <summary>Credits were taken at once, as a correction.</summary>
    Adjusted,

    /// <summary>Work whose hold had timed out was charged after all.</summary>
    SettledLate,

    /// <summary>Credits were given for some that came back after their grant had expired.</summary>
    Replaced,

    /// <summary>
    /// An operation was refused, and its key will be answered so for ever. Nothing moved.
    /// </summary>
    Denied,
}
