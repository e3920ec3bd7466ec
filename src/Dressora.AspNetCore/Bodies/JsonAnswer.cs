using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>Writes JSON bodies of a known length.</summary>
internal static class JsonAnswer
{
    /// <summary>
    /// Gets the shapes. Quotes stay readable in them: they are sent as JSON that must not be
    /// sniffed, never as part of a page.
    /// </summary>
    public static HttpJson Shapes { get; } =
        new(new JsonSerializerOptions(HttpJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a whole answer; to HEAD only its headers, the length included.</summary>
    public static async Task WriteAsync<T>(
        HttpContext context, int status, T body, JsonTypeInfo<T> type, string contentType = "application/json")
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
