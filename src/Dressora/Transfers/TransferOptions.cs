namespace Dressora;

/// <summary>
/// The limits on images that come in from users and from providers. Bound from
/// <c>Dressora:Transfers</c>.
/// </summary>
/// <remarks>Read once, at start; a broken bound stops the start.</remarks>
public sealed class TransferOptions
{
    /// <summary>
    /// Gets or sets how large one result may be, in bytes. A larger one is not delivered.
    /// </summary>
    /// <value>The default is 64 MiB; from 1 KiB to 1 GiB.</value>
    public long ResultBytesMax { get; set; } = 64L << 20;

    /// <summary>
    /// Gets or sets how large one input may be, in bytes, whether uploaded or fetched from a URL.
    /// A larger one is refused.
    /// </summary>
    /// <value>The default is 25 MiB; from 1 KiB to 1 GiB.</value>
    public long UploadBytesMax { get; set; } = 25L << 20;

    /// <summary>
    /// Gets or sets how many pixels one image may have, width times height. A larger one is
    /// refused before its data is read.
    /// </summary>
    /// <value>The default is 100,000,000; from 1 to 1,000,000,000.</value>
    public long PixelsMax { get; set; } = 100_000_000;

    /// <summary>
    /// Gets or sets how long a server may take to answer with its headers; the name look-up and
    /// the connection count.
    /// </summary>
    /// <value>The default is 20 seconds; from 1 second to 5 minutes.</value>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets how long a download may stand still.</summary>
    /// <value>The default is 20 seconds; from 1 second to 5 minutes.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets or sets how long one download may take, redirects included; waiting for its turn does
    /// not count.
    /// </summary>
    /// <value>
    /// The default is 5 minutes; from 1 second to 1 hour, and not shorter than the other two.
    /// </value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how many downloads run at once on this node. The next one waits for its turn.
    /// </summary>
    /// <value>The default is 16; from 1 to 1,024.</value>
    public int ConcurrencyMax { get; set; } = 16;

    /// <summary>
    /// Gets or sets how many bytes of one transfer stay in memory. What is longer goes to a
    /// temporary file.
    /// </summary>
    /// <value>The default is 4 MiB; from 0 to 64 MiB.</value>
    public int SpoolMemoryBytes { get; set; } = 4 << 20;

    /// <summary>
    /// Gets or sets the folder of the temporary files, created when first needed. They vanish
    /// when their transfer ends, however it ends.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: the system's own folder for such files.
    /// </value>
    public string? TempFolder { get; set; }
}
