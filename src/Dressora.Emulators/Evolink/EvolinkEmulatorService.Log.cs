using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

internal sealed partial class EvolinkEmulatorService
{
    private static partial class Log
    {
        [LoggerMessage(9501, LogLevel.Warning, "What has expired could not be deleted from the data directory.")]
        public static partial void NotSwept(ILogger logger, Exception failure);
    }
}
