using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

internal sealed partial class CallGate
{
    private static partial class Log
    {
        [LoggerMessage(9001, LogLevel.Error, "A call was answered with 500: the data directory could not be used.")]
        public static partial void CallFailed(ILogger logger, Exception failure);
    }
}
