using Dressora.Providers;
using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

internal sealed partial class ProviderSteps
{
    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Information, "Job {JobId}: attempt {Attempt} is sent to {Provider}, submission {Submission}.")]
        public static partial void Submitting(ILogger logger, JobId jobId, int attempt, string provider, int submission);

        [LoggerMessage(2102, LogLevel.Warning, "Job {JobId}: attempt {Attempt} was not taken on ({Kind}); it will be sent again.")]
        public static partial void NotSent(ILogger logger, JobId jobId, int attempt, ProviderErrorKind kind);

        [LoggerMessage(2103, LogLevel.Warning, "Job {JobId}: attempt {Attempt} was refused ({Kind}).")]
        public static partial void Refused(ILogger logger, JobId jobId, int attempt, ProviderErrorKind kind);

        [LoggerMessage(2104, LogLevel.Warning, "Job {JobId}: nobody can tell whether attempt {Attempt} reached the provider. It is not sent again.")]
        public static partial void OutcomeUnknown(ILogger logger, JobId jobId, int attempt);

        [LoggerMessage(2105, LogLevel.Information, "Job {JobId}: a callback has told which task attempt {Attempt} is.")]
        public static partial void Healed(ILogger logger, JobId jobId, int attempt);

        [LoggerMessage(2106, LogLevel.Information, "Job {JobId}: {Provider} could not be read ({Kind}).")]
        public static partial void ReadFailed(ILogger logger, JobId jobId, string provider, ProviderErrorKind kind);

        [LoggerMessage(2107, LogLevel.Warning, "Job {JobId}: the wish to cancel did not reach {Provider} ({ExceptionType}).")]
        public static partial void CancelFailed(ILogger logger, JobId jobId, string provider, string exceptionType);
    }
}
