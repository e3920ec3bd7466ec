namespace Dressora.Testing;

/// <summary>How the next task of the upstream behind a provider goes.</summary>
public enum TaskFate
{
    /// <summary>It succeeds with outputs.</summary>
    Succeeds,

    /// <summary>It fails through a fault of the service.</summary>
    Fails,

    /// <summary>
    /// It fails because moderation refused the prompt, an image or the outcome.
    /// </summary>
    FailsByModeration,

    /// <summary>It is stopped.</summary>
    IsCanceled,

    /// <summary>
    /// While it runs, it is in a state whose name the provider has never heard.
    /// </summary>
    SpeaksAnUnknownWord,
}
