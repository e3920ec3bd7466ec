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
}
