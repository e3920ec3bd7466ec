namespace Dressora.Providers;

/// <summary>
/// Where a task is at its provider. A word that the provider never used before is not an end: it
/// maps to Running.
/// </summary>
public enum ProviderTaskStatus
{
    /// <summary>Waiting at the provider.</summary>
    Queued,

    /// <summary>Being worked on, or in a state that this version does not know.</summary>
    Running,

    /// <summary>Done, with outputs.</summary>
    Succeeded,

    /// <summary>Ended without outputs.</summary>
    Failed,

    /// <summary>Stopped before it was done.</summary>
    Canceled,
}
