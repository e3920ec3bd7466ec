namespace Dressora.Providers;

/// <summary>
/// What follows from a provider's error. Retrying, failing over and stopping are decided from
/// this alone, in one place.
/// </summary>
public enum ProviderErrorKind
{
    /// <summary>Nothing is known. Treated with the most caution the moment allows.</summary>
    Unknown,

    /// <summary>
    /// The request or an image cannot be used as it is. Asking again, here or elsewhere, will not
    /// help.
    /// </summary>
    InvalidRequest,

    /// <summary>Moderation refused the prompt or an image.</summary>
    ContentRefused,

    /// <summary>Too many requests. The same request may be sent later.</summary>
    Throttled,

    /// <summary>The service is down or could not be reached.</summary>
    Unavailable,

    /// <summary>
    /// The host's account at the provider is out of money or its key is bad: the host must act,
    /// other providers may be asked.
    /// </summary>
    ProviderAccount,

    /// <summary>The provider does not know the task, or no longer does.</summary>
    TaskLost,

    /// <summary>The task is done, but its outputs are no longer there.</summary>
    OutputExpired,
}
