namespace Dressora.Emulators;

/// <summary>How a task has ended, or that it has not.</summary>
internal enum TaskOutcome
{
    /// <summary>Not yet: pending or processing, by the clock.</summary>
    None,

    /// <summary>With the images that were made, perhaps fewer than asked for.</summary>
    Completed,

    /// <summary>With an error, perhaps an unnamed one.</summary>
    Failed,

    /// <summary>As the callback documentation mentions and the status list does not.</summary>
    Cancelled,
}
