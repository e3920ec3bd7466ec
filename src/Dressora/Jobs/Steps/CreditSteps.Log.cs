using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

internal sealed partial class CreditSteps
{
    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Information, "Job {JobId} ended as {Status} ({Code}); {Charged} credits charged.")]
        public static partial void Finished(ILogger logger, JobId jobId, JobStatus status, string? code, long charged);

        [LoggerMessage(2202, LogLevel.Error, "Job {JobId}: the ledger refused to end its hold ({Answer}). Its outputs are removed.")]
        public static partial void Lapsed(ILogger logger, JobId jobId, string answer);
    }
}
