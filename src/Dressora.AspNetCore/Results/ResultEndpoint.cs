using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Dressora;

/// <summary>Hands out the bytes of a result, or where the store lets them be read.</summary>
internal static class ResultEndpoint
{
    private const string ThumbnailType = "image/webp";

    private static readonly TimeSpan UrlLifetime = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Redirects where the store has addresses for readers; else sends the bytes, whole or in
    /// part.
    /// </summary>
    public static async Task ReadAsync(HttpContext context, AccountId account)
    {
        var result = await FindAsync(context, account).ConfigureAwait(false);
        var reading = result is null ? Problem.NotFound.WriteAsync(context) : SendAsync(context, result.Key, result.Image.ContentType);
        await reading.ConfigureAwait(false);
    }

    /// <summary>Does so with a thumbnail of a result, of a size that the host makes.</summary>
    public static async Task ReadThumbnailAsync(HttpContext context, AccountId account)
    {
        var sides = context.RequestServices.GetService<IImageProcessor>()?.ThumbnailSides ?? [];
        var isMade = int.TryParse(context.Request.RouteValues["side"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var side)
            && sides.Contains(side);
        var result = isMade ? await FindAsync(context, account).ConfigureAwait(false) : null;
        var reading = result is not null && JobEndpoints.TryGetId(context, out var job)
            ? SendAsync(context, StorageKey.ForThumbnail(job, result.Index, side), ThumbnailType)
            : Problem.NotFound.WriteAsync(context);
        await reading.ConfigureAwait(false);
    }

    private static async Task SendAsync(HttpContext context, StorageKey key, string contentType)
    {
        var store = context.RequestServices.GetRequiredService<IResultStore>();
        if (await store.GetReadUrlAsync(key, UrlLifetime, context.RequestAborted).ConfigureAwait(false) is { } url)
        {
            context.Response.Headers.CacheControl = "no-store"; // A signed URL expires, and a cached redirect would outlive it.
            context.Response.Redirect(url.AbsoluteUri);
            return;
        }

        var content = await store.OpenAsync(key, context.RequestAborted).ConfigureAwait(false);
        var writing = content is null ? Problem.NotFound.WriteAsync(context) : WriteAsync(context, key, contentType, content);
        await writing.ConfigureAwait(false);
    }

    /// <summary>
    /// Finds a delivered output of one of the account's own jobs, by the place it was asked for.
    /// </summary>
    private static async Task<JobResult?> FindAsync(HttpContext context, AccountId account)
    {
        if (!JobEndpoints.TryGetId(context, out var id)
            || !int.TryParse(context.Request.RouteValues["index"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        var jobs = context.RequestServices.GetRequiredService<IGenerationJobs>();
        var job = await jobs.FindAsync(account, id, context.RequestAborted).ConfigureAwait(false);
        return job?.Results.FirstOrDefault(result => result.Index == index);
    }

    private static async Task WriteAsync(HttpContext context, StorageKey key, string contentType, Stream content)
    {
        await using var disposal = content.ConfigureAwait(false);

        // A stored result never changes, so its name validates it. It is asked for again each time: it may have been erased.
        var tag = new EntityTagHeaderValue($"\"{key.Value.Replace('/', '-')}-{content.Length}\"");
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await TypedResults.Stream(content, contentType, entityTag: tag, enableRangeProcessing: true)
            .ExecuteAsync(context).ConfigureAwait(false);
    }
}
