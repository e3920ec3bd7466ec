namespace Dressora;

/// <summary>The stable codes of a <see cref="JobError"/>.</summary>
public static class JobErrorCodes
{
    /// <summary>
    /// The provider refused the prompt or an image for what it shows, or the host's review every
    /// result. Asking again will not help.
    /// </summary>
    public const string ContentRefused = "content_refused";

    /// <summary>The provider could not use the request or an image as it is.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>An input could not be fetched, or is not a usable image.</summary>
    public const string InputUnavailable = "input_unavailable";

    /// <summary>No provider could do the work at the time.</summary>
    public const string ProviderUnavailable = "provider_unavailable";

    /// <summary>The provider reported that the generation failed.</summary>
    public const string GenerationFailed = "generation_failed";

    /// <summary>The job's deadline passed first.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>It never became known whether the provider had taken the work on.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>
    /// The provider said success, but no usable output could be fetched and stored in time.
    /// </summary>
    public const string OutputUnavailable = "output_unavailable";

    /// <summary>
    /// The credits were no longer reserved when the outputs were ready; the outputs were removed.
    /// </summary>
    public const string CreditsLapsed = "credits_lapsed";
}
