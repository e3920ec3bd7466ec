using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>Reads JSON bodies, of at most 64 KiB.</summary>
internal static class JsonBody
{
    private const int BytesMax = 64 * 1_024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>
    /// Reads the body, or answers the request with what is wrong with it and returns
    /// <see langword="null"/>.
    /// </summary>
    /// <remarks>
    /// What is not JSON is told so whatever it calls itself; only then does the media type count,
    /// which foreign forms cannot send.
    /// </remarks>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BytesMax).ConfigureAwait(false) is not { } bytes)
        {
            await Problem.TooLarge(BytesMax).WriteAsync(context).ConfigureAwait(false);
            return null;
        }

        var (document, reason) = Parse(bytes);
        var problem = document is null ? NotJson(reason) : context.Request.HasJsonContentType() ? null : Problem.UnsupportedMediaType;
        if (problem is not null)
        {
            document?.Dispose();
            await problem.WriteAsync(context).ConfigureAwait(false);
            return null;
        }

        return document;
    }

    private static (JsonDocument? Document, string Reason) Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return (null, "The body is not JSON: it is not UTF-8.");
        }

        try
        {
            return (JsonDocument.Parse(bytes, Strict), string.Empty);
        }
        catch (JsonException problem)
        {
            // The parser's own message may repeat what the client sent.
            var line = string.Create(CultureInfo.InvariantCulture, $"{problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}");
            return (null, $"The body is not JSON that can be read: see line {line}. Every member may stand once, at most 16 levels deep.");
        }
        catch (InvalidOperationException)
        {
            return (null, "The body is not JSON that can be read: a name contains half of a surrogate pair.");
        }
    }

    /// <summary>400, with a place in the body and none of its contents.</summary>
    private static Problem NotJson(string reason) =>
        new(ProblemCodes.InvalidJson, "Not JSON", StatusCodes.Status400BadRequest, reason)
        {
            Errors = [new RequestProblem(string.Empty, ProblemCodes.InvalidJson, reason)],
        };
}
