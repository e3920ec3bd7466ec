using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

internal sealed partial class TaskRunner
{
    private static partial class Log
    {
        [LoggerMessage(9201, LogLevel.Error, "Task {TaskId} fails with unknown_error: the emulator broke on it.")]
        public static partial void Broken(ILogger logger, string taskId, Exception failure);

        [LoggerMessage(9202, LogLevel.Error, "Task {TaskId} stands still until the next start: its record could not be written.")]
        public static partial void Stuck(ILogger logger, string taskId, Exception failure);
    }
}
