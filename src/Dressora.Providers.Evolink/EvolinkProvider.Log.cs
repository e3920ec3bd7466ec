using Microsoft.Extensions.Logging;

namespace Dressora.Providers.Evolink;

internal sealed partial class EvolinkProvider
{
    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Warning, "{Provider}: a create may or may not have arrived: {Error}.")]
        public static partial void OutcomeUnknown(ILogger logger, string provider, ProviderError error);

        [LoggerMessage(4002, LogLevel.Warning, "{Provider}: a task has the status {Status}, which this version does not know.")]
        public static partial void UnknownStatus(ILogger logger, string provider, string status);

        [LoggerMessage(4003, LogLevel.Error, "{Provider}: the EvoLink account has no credits left, or its key is no longer accepted.")]
        public static partial void AccountEmpty(ILogger logger, string provider);
    }
}
