using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

internal sealed partial class JobWorker
{
    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Error, "Looking for due jobs failed. It is tried again.")]
        public static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(2402, LogLevel.Error, "Job {JobId} could not be advanced. It is taken up again when its lease has run out.")]
        public static partial void JobFailed(ILogger logger, Exception exception, JobId jobId);

        [LoggerMessage(2403, LogLevel.Warning, "The lease of job {JobId} could not be renewed.")]
        public static partial void RenewalFailed(ILogger logger, Exception exception, JobId jobId);

        [LoggerMessage(2404, LogLevel.Error, "Removing expired uploads and old rows failed. It is tried again.")]
        public static partial void HousekeepingFailed(ILogger logger, Exception exception);
    }
}
