using Microsoft.Extensions.Logging;

namespace Dressora.Jobs;

internal sealed partial class TransferSteps
{
    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Information, "Job {JobId}: input {Input} is not used ({Code}).")]
        public static partial void InputRefused(ILogger logger, JobId jobId, int input, string code);

        [LoggerMessage(2302, LogLevel.Warning, "Job {JobId}: output {Output} could not be taken ({Code}).")]
        public static partial void OutputRefused(ILogger logger, JobId jobId, int output, string code);

        [LoggerMessage(2303, LogLevel.Information, "Job {JobId}: the review refused output {Output}.")]
        public static partial void OutputWithheld(ILogger logger, JobId jobId, int output);
    }
}
