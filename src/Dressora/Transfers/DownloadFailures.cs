using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Dressora;

/// <summary>What an answer without a file, or no answer, means for the one who asked.</summary>
internal static class DownloadFailures
{
    /// <summary>Classifies a status that is neither a file nor a redirect.</summary>
    public static Download From(HttpStatusCode status) => (int)status switch
    {
        408 or 425 or 429 => new Download.Unavailable($"the server answered {(int)status}"),
        >= 400 and < 500 => new Download.Gone((int)status),
        _ => new Download.Unavailable($"the server answered {(int)status}"),
    };

    /// <summary>
    /// Classifies a request that got no answer. Exceptions name the host, so nothing of their
    /// text is kept.
    /// </summary>
    public static Download From(HttpRequestException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException)
            {
                return new Download.Refused(TransferRefusals.PrivateAddress, "The host of the URL has an address that is not public.");
            }

            if (cause is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData })
            {
                return new Download.Unavailable("the host name could not be resolved");
            }
        }

        return new Download.Unavailable(failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "the host name could not be resolved",
            HttpRequestError.ConnectionError => "the connection failed",
            HttpRequestError.SecureConnectionError => "the TLS handshake failed",
            HttpRequestError.ResponseEnded => "the connection broke off",
            _ => "the answer could not be read",
        });
    }

    /// <summary>
    /// Refuses a file that is compressed on the way, or that announces too many bytes;
    /// <see langword="null"/> when it may be read.
    /// </summary>
    public static Download? FromHeaders(HttpContentHeaders headers, long bytesMax)
    {
        foreach (var encoding in headers.ContentEncoding)
        {
            if (!encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            {
                return new Download.Refused(TransferRefusals.Encoded, "The server compressed the file, although it was asked not to.");
            }
        }

        return headers.ContentLength > bytesMax ? TooLarge(bytesMax) : null;
    }

    /// <summary>Refuses a file for its length.</summary>
    public static Download TooLarge(long bytesMax) =>
        new Download.Refused(TransferRefusals.TooLarge, $"The file has more than the {bytesMax:n0} bytes allowed.");
}
