using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

internal sealed partial class CallbackSender
{
    private static partial class Log
    {
        [LoggerMessage(9301, LogLevel.Warning, "The callback of task {TaskId} was not taken: try {Try} of {Tries}, status {Status} (0: no answer).")]
        public static partial void NotTaken(ILogger logger, string taskId, int @try, int tries, int status);
    }
}
