using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;

namespace Dressora;

/// <summary>A page of the statement for a spreadsheet. The page after it is in the <c>Link</c> header.</summary>
internal static class CsvAnswer
{
    private const string MediaType = "text/csv";

    /// <summary>Tells whether whoever asks prefers this to JSON.</summary>
    public static bool IsWanted(HttpRequest request) => new RequestHeaders(request.Headers).Accept
        .Where(accepted => accepted.Quality is not 0)
        .OrderByDescending(accepted => accepted.Quality ?? 1)
        .FirstOrDefault() is { } first && first.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a whole page; to HEAD only its headers, the length included.</summary>
    public static async Task WriteAsync(HttpContext context, CreditEntryPage page, int limit)
    {
        var bytes = Encoding.UTF8.GetBytes(StatementCsv.Format(page.Entries));
        context.Response.ContentType = $"{MediaType}; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"statement.csv\"";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (page.Next is { } next)
        {
            var path = context.Request.PathBase + context.Request.Path;
            context.Response.Headers.Link = string.Create(
                CultureInfo.InvariantCulture, $"<{path.ToUriComponent()}?before={next}&limit={limit}>; rel=\"next\"");
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
