using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dressora.Emulators;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class CallBody
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>
    /// Reads the whole body; <see langword="null"/> when it is larger than the limit.
    /// </summary>
    public static Task<byte[]?> ReadAsync(HttpContext context, int bytesMax)
    {
        AllowUpTo(context, bytesMax);
        return context.Request.ContentLength > bytesMax
            ? Task.FromResult<byte[]?>(null)
            : ReadAsync(context.Request.Body, bytesMax, context.RequestAborted);
    }

    /// <summary>
    /// Reads a stream to its end; <see langword="null"/> when it is longer than the limit.
    /// </summary>
    public static async Task<byte[]?> ReadAsync(Stream source, int bytesMax, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await source.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > bytesMax)
            {
                return null;
            }

            content.Write(chunk, 0, read);
        }

        return content.ToArray();
    }

    /// <summary>Parses a JSON object; <see langword="null"/> for anything else.</summary>
    public static JsonDocument? ParseObject(byte[] body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Lifts the server's own limit, which is lower than what the file API takes.
    /// </summary>
    public static void AllowUpTo(HttpContext context, int bytesMax)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytesMax + 1L; // One more: the limit is found by reading beyond it, and answered in the API's own words.
        }
    }
}
