using System.Net;

namespace Dressora.Providers;

/// <summary>The right to send one request once, shared by all copies of it.</summary>
internal sealed class SendPermit
{
    private int _taken;

    /// <summary>
    /// Gets or sets the status that the one send was answered with; null until then.
    /// </summary>
    public HttpStatusCode? Answered { get; set; }

    /// <summary>
    /// Gets or sets how the one send failed without an answer; null until then.
    /// </summary>
    public Exception? Failure { get; set; }

    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;
}
