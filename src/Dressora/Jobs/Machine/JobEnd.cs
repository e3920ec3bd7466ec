using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>The ends of a job, and the sentences its user reads.</summary>
internal static class JobEnd
{
    public static JobVerdict Canceled { get; } = new(JobStatus.Canceled, null, Credits.Zero, ReleaseReason.Canceled);

    public static JobVerdict TimedOut { get; } = new(
        JobStatus.Failed,
        new JobError(JobErrorCodes.TimedOut, "The image was not ready in time. Nothing was charged."),
        Credits.Zero,
        ReleaseReason.TimedOut);

    public static JobVerdict OutcomeUnknown { get; } = Failed(
        JobErrorCodes.OutcomeUnknown, "It could not be confirmed that the image was being made. Nothing was charged.");

    public static JobVerdict OutputUnavailable { get; } = Failed(
        JobErrorCodes.OutputUnavailable, "The finished image could not be fetched. Nothing was charged.");

    public static JobVerdict ResultsRefused { get; } = Failed(
        JobErrorCodes.ContentRefused, "The finished image was refused for what it shows. Nothing was charged.");

    public static JobVerdict CreditsLapsed { get; } = Failed(
        JobErrorCodes.CreditsLapsed, "The reserved credits were no longer there when the image was ready. Nothing was charged.");

    public static JobVerdict InputUnavailable { get; } = Failed(
        JobErrorCodes.InputUnavailable, "An input image could not be fetched or is not usable. Nothing was charged.");

    public static JobVerdict Succeeded(Credits charge) => new(JobStatus.Succeeded, null, charge, ReleaseReason.Failed);

    /// <summary>
    /// Says what an attempt's error means to the user. The provider's own words stay inside.
    /// </summary>
    public static JobVerdict From(ProviderErrorKind kind) => kind switch
    {
        ProviderErrorKind.ContentRefused => Failed(
            JobErrorCodes.ContentRefused, "The request was refused for what it shows. Nothing was charged."),
        ProviderErrorKind.InvalidRequest => Failed(
            JobErrorCodes.InvalidRequest, "The request or an image could not be used. Nothing was charged."),
        ProviderErrorKind.Throttled or ProviderErrorKind.Unavailable or ProviderErrorKind.ProviderAccount => Failed(
            JobErrorCodes.ProviderUnavailable, "The image service is not available at the moment. Nothing was charged."),
        ProviderErrorKind.OutputExpired => OutputUnavailable,
        _ => Failed(JobErrorCodes.GenerationFailed, "The image could not be made. Nothing was charged."),
    };

    private static JobVerdict Failed(string code, string message) =>
        new(JobStatus.Failed, new JobError(code, message), Credits.Zero, ReleaseReason.Failed);
}
