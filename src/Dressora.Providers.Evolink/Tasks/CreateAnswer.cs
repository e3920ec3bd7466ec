using System.Globalization;

namespace Dressora.Providers.Evolink;

/// <summary>What an answer to a create proves about the bill.</summary>
internal static class CreateAnswer
{
    private const decimal EstimateMaxSeconds = 86_400;

    /// <summary>
    /// Reads a success. Whatever the task's status is by now, the next read will tell.
    /// </summary>
    public static TaskCreation OfSuccess(EvolinkAnswer answer)
    {
        if (TaskIds.Read(answer.Body.Get("id")) is not { } id)
        {
            // It was taken on, and we do not know as what.
            return new TaskCreation.OutcomeUnknown(new ProviderError(ProviderErrorKind.Unknown, "unreadable_answer"));
        }

        var seconds = answer.Body.Get("task_info").Get("estimated_time").Number();
        return new TaskCreation.Accepted(id, seconds is > 0 and <= EstimateMaxSeconds ? TimeSpan.FromSeconds((double)seconds) : null);
    }

    /// <summary>
    /// Reads an error: the status first, then the code. Whether a 429 means an empty account is
    /// the caller's to ask.
    /// </summary>
    public static TaskCreation OfError(EvolinkAnswer answer)
    {
        if (CreateFailure.From(answer.Status, answer.RetryAfter) is not TaskCreation.Refused refused)
        {
            return CreateFailure.From(answer.Status, answer.RetryAfter);
        }

        var error = EvolinkError.Of(answer.Body);
        var kind = refused.Error.Kind switch
        {
            ProviderErrorKind.Throttled => ProviderErrorKind.Throttled,
            _ when error.SpeaksOfContent => ProviderErrorKind.ContentRefused,
            _ when error.SpeaksOfAccess || error.SpeaksOfQuota => ProviderErrorKind.ProviderAccount,
            var byStatus => byStatus,
        };
        var code = error.Code ?? ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        return new TaskCreation.Refused(new ProviderError(kind, code) { RetryAfter = answer.RetryAfter });
    }
}
