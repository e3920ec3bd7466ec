namespace Dressora.Stores;

/// <summary>
/// Where an attempt is: what follows from what was decided and from what is known.
/// </summary>
public enum AttemptState
{
    /// <summary>Nothing billable has been sent, or what was sent is known not to count.</summary>
    Planned,

    /// <summary>The billable call may be under way.</summary>
    Submitting,

    /// <summary>
    /// The call may have reached the provider; only a callback, a look-up or the deadline will
    /// tell.
    /// </summary>
    Unknown,

    /// <summary>The provider works on a task whose id is known.</summary>
    Accepted,

    /// <summary>The task ended with outputs.</summary>
    Succeeded,

    /// <summary>Refused, or the task ended without outputs.</summary>
    Failed,

    /// <summary>The task was stopped.</summary>
    Canceled,

    /// <summary>The provider no longer knows the task.</summary>
    Lost,

    /// <summary>It stayed unknown until its deadline.</summary>
    Abandoned,
}
