using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

internal sealed partial class UploadStore
{
    private static partial class Log
    {
        [LoggerMessage(9401, LogLevel.Warning, "The description {File} of an uploaded file cannot be read and is left alone.")]
        public static partial void Unreadable(ILogger logger, string file, Exception failure);
    }
}
