using System.Net;

namespace Dressora.AspNetCore.Tests;

/// <summary>Sends zeros, with or without saying how many before.</summary>
internal sealed class ZeroContent(long bytes, bool withLength) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var chunk = new byte[256 << 10];
        for (var left = bytes; left > 0; left -= chunk.Length)
        {
            await stream.WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, chunk.Length)));
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes;
        return withLength;
    }
}
