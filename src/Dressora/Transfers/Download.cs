namespace Dressora;

/// <summary>
/// Every way a download can end without something being broken on this machine. None of them
/// carries the URL.
/// </summary>
internal abstract record Download
{
    private Download()
    {
    }

    /// <summary>All bytes are here. The receiver disposes the spool.</summary>
    internal sealed record Fetched(Spool Spool) : Download;

    /// <summary>
    /// The server will not give the file: 4xx, other than 408, 425 and 429. A fresh URL may help.
    /// </summary>
    internal sealed record Gone(int Status) : Download;

    /// <summary>A rule of ours forbids it. Final.</summary>
    /// <param name="Code">One of <see cref="TransferRefusals"/>.</param>
    /// <param name="Message">The rule, in a sentence.</param>
    internal sealed record Refused(string Code, string Message) : Download;

    /// <summary>It did not work this time: try again later.</summary>
    /// <param name="Reason">A short phrase for logs.</param>
    internal sealed record Unavailable(string Reason) : Download;
}
