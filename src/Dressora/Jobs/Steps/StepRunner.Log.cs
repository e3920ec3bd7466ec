using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

internal sealed partial class StepRunner
{
    private static partial class Log
    {
        // The exception's type only: messages of others may quote URLs or prompts.
        [LoggerMessage(2001, LogLevel.Warning, "Job {JobId}: step {Step} failed with {ExceptionType}, {Failures} in a row. It is tried again.")]
        public static partial void StepFailed(ILogger logger, JobId jobId, string step, string exceptionType, int failures);

        [LoggerMessage(2002, LogLevel.Warning, "Job {JobId} needs the provider '{Provider}', which this node does not have.")]
        public static partial void ProviderMissing(ILogger logger, JobId jobId, string provider);
    }
}
