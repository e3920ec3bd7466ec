using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dressora;

/// <summary>Reads request bodies that have a limit of ours.</summary>
internal static class RequestBody
{
    /// <summary>
    /// Takes the server's own limit away, so that what is too large gets our answer instead of a
    /// cut connection.
    /// </summary>
    public static void LiftServerLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }

    /// <summary>
    /// Reads a body whole; <see langword="null"/> when it is longer, in which case the rest is
    /// left unread.
    /// </summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int bytesMax)
    {
        LiftServerLimit(context);
        if (context.Request.ContentLength > bytesMax)
        {
            return null;
        }

        var content = new ArrayBufferWriter<byte>((int)(context.Request.ContentLength ?? 0) + 1);
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(content.GetMemory(1), context.RequestAborted).ConfigureAwait(false);
            if (read == 0)
            {
                return content.WrittenSpan.ToArray();
            }

            if (read > bytesMax - content.WrittenCount)
            {
                return null;
            }

            content.Advance(read);
        }
    }
}
