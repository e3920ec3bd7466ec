using System.Net;

namespace Dressora.Providers;

/// <summary>A billable request was about to be sent a second time, and was not.</summary>
/// <remarks>
/// Not an <see cref="HttpRequestException"/>, so that retrying handlers do not take it for a
/// passing fault.
/// </remarks>
public sealed class AlreadySentException : Exception
{
    internal AlreadySentException(HttpStatusCode? answered, Exception? failure)
        : base("A billable request is sent once; a handler around the client tried to send it again.", failure) => Answered = answered;

    /// <summary>
    /// Gets how the one send was answered; <see langword="null"/> when no answer was seen.
    /// </summary>
    /// <remarks>
    /// Then the inner exception is how it failed, where that is known, and tells whether anything
    /// was sent.
    /// </remarks>
    public HttpStatusCode? Answered { get; }
}
