using System.Collections.Frozen;
using System.Globalization;

namespace Dressora.Providers.Evolink;

/// <summary>What follows from a failed task's code, and from an answer that is no task.</summary>
internal static class TaskErrors
{
    /// <summary>The code with which a task says that it was stopped.</summary>
    public const string Canceled = "request_cancelled";

    private static readonly FrozenDictionary<string, ProviderErrorKind> Kinds = new Dictionary<string, ProviderErrorKind>
    {
        ["content_policy_violation"] = ProviderErrorKind.ContentRefused,
        ["invalid_parameters"] = ProviderErrorKind.InvalidRequest,
        ["image_processing_error"] = ProviderErrorKind.InvalidRequest,
        ["image_dimension_mismatch"] = ProviderErrorKind.InvalidRequest,
        ["service_error"] = ProviderErrorKind.Unavailable,
        ["service_unavailable"] = ProviderErrorKind.Unavailable,
        ["upstream_error"] = ProviderErrorKind.Unavailable,
        ["generation_timeout"] = ProviderErrorKind.Unavailable,
        ["resource_exhausted"] = ProviderErrorKind.Unavailable,
        ["model_unavailable"] = ProviderErrorKind.Unavailable,
        ["rate_limited"] = ProviderErrorKind.Throttled,
        ["rate_limit_exceeded"] = ProviderErrorKind.Throttled,
        ["quota_exceeded"] = ProviderErrorKind.Throttled,
        ["insufficient_quota"] = ProviderErrorKind.Throttled,
        ["resource_not_found"] = ProviderErrorKind.TaskLost,

        // EvoLink calls this one both "change the prompt" and "try again", so neither is assumed.
        ["generation_failed_no_content"] = ProviderErrorKind.Unknown,
        ["unknown_error"] = ProviderErrorKind.Unknown,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Classifies a failed task. A quota is read as a rate limit here; the balance is the
    /// caller's to ask for.
    /// </summary>
    public static ProviderError OfTask(EvolinkError error) =>
        new(error.Code is { } code ? Kinds.GetValueOrDefault(code) : ProviderErrorKind.Unknown, error.Code);

    /// <summary>Classifies an answer to a read that is not a success.</summary>
    public static ProviderError OfRead(EvolinkAnswer answer)
    {
        var error = EvolinkError.Of(answer.Body);
        var kind = (int)answer.Status switch
        {
            404 => ProviderErrorKind.TaskLost,
            401 or 402 or 403 => ProviderErrorKind.ProviderAccount,
            429 => ProviderErrorKind.Throttled,
            408 or >= 500 => ProviderErrorKind.Unavailable,
            >= 400 when error.SpeaksOfNothing => ProviderErrorKind.TaskLost,
            >= 400 => ProviderErrorKind.InvalidRequest,
            _ => ProviderErrorKind.Unknown,
        };
        var code = error.Code ?? ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        return new ProviderError(kind, code) { RetryAfter = answer.RetryAfter };
    }
}
