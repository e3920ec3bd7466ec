using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

internal sealed partial class TaskStore
{
    private static partial class Log
    {
        [LoggerMessage(9101, LogLevel.Warning, "The task file {File} cannot be read and is left alone.")]
        public static partial void Unreadable(ILogger logger, string file, Exception failure);
    }
}
