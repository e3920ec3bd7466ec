namespace Dressora.Providers;

/// <summary>
/// What became of a wish to stop a task. Only a later read tells how the task ended.
/// </summary>
public enum CancelAnswer
{
    /// <summary>This provider cannot stop a task.</summary>
    NotSupported,

    /// <summary>The provider will try.</summary>
    Requested,

    /// <summary>The task has already ended.</summary>
    TooLate,
}
