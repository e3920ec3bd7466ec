namespace Dressora;

/// <summary>
/// Every way reading a stream into a spool can end without something being broken.
/// </summary>
internal abstract record SpoolResult
{
    private SpoolResult()
    {
    }

    /// <summary>All of it was read. The receiver disposes the spool.</summary>
    internal sealed record Spooled(Spool Spool) : SpoolResult;

    /// <summary>There was more than allowed; nothing was kept.</summary>
    internal sealed record TooLarge(long BytesMax) : SpoolResult;
}
