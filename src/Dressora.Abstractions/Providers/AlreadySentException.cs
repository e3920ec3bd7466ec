using System.Net;

namespace Dressora.Providers;

/// <summary>A billable request was about to be sent a second time, and was not.</summary>
/// <remarks>Not an <see cref="HttpRequestException"/>, so that retrying handlers do not take it for a passing fault.</remarks>
public sealed class AlreadySentException : Exception
{
    internal AlreadySentException(HttpStatusCode? answered)
        : base("A billable request is sent once; a handler around the client tried to send it again.") => Answered = answered;

    /// <summary>Gets how the one send was answered; <see langword="null"/> when no answer was seen, and its outcome is unknown.</summary>
    public HttpStatusCode? Answered { get; }
}
