using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Reads, cancels and erases jobs. What is not this account's is not found.</summary>
internal static class JobEndpoints
{
    private const int LimitMax = 100;
    private const int LimitDefault = 20;

    /// <summary>
    /// Answers with the status, also of a failed job: that it failed is no error of this call.
    /// </summary>
    public static async Task FindAsync(HttpContext context, AccountId account)
    {
        var job = TryGetId(context, out var id)
            ? await Jobs(context).FindAsync(account, id, context.RequestAborted).ConfigureAwait(false)
            : null;
        var writing = job is null ? Problem.NotFound.WriteAsync(context) : JobAnswers.WriteStatusAsync(context, job);
        await writing.ConfigureAwait(false);
    }

    /// <summary>
    /// Answers with a page of statuses, newest first, and the key of the next page.
    /// </summary>
    public static async Task ListAsync(HttpContext context, AccountId account)
    {
        var query = new PageQuery(context.Request.Query);
        var limit = query.Limit(LimitDefault, LimitMax);
        JobId? before = query.Before is not { } text ? null
            : JobId.TryParse(text, out var id) ? id
            : query.NoteBefore("a job id, as \"next\" gave it");
        if (query.Problems is { Count: > 0 } problems)
        {
            await Problem.InvalidRequest(problems).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var page = await Jobs(context).ListAsync(account, before, limit, context.RequestAborted).ConfigureAwait(false);
        var prefix = RouteDepth.PrefixOf(context);
        var body = new JobPageBody([.. page.Jobs.Select(job => JobBody.From(job, prefix))], page.Next?.ToString());
        context.Response.Headers.CacheControl = "private, no-cache";
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, body, JsonAnswer.Shapes.JobPageBody).ConfigureAwait(false);
    }

    /// <summary>
    /// Notes the wish and answers 202; how it ends is in the status. A client that hangs up has
    /// still said it.
    /// </summary>
    public static async Task CancelAsync(HttpContext context, AccountId account)
    {
        var job = TryGetId(context, out var id)
            ? await Jobs(context).CancelAsync(account, id, CancellationToken.None).ConfigureAwait(false)
            : null;
        var writing = job is null ? Problem.NotFound.WriteAsync(context) : JobAnswers.WriteAcceptedAsync(context, job);
        await writing.ConfigureAwait(false);
    }

    /// <summary>Answers 204 once the job is marked for erasure, also the second time.</summary>
    public static async Task EraseAsync(HttpContext context, AccountId account)
    {
        if (TryGetId(context, out var id) && await Jobs(context).EraseAsync(account, id, CancellationToken.None).ConfigureAwait(false))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await Problem.NotFound.WriteAsync(context).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads the job's id from the route. What cannot be an id is not found, like what never was.
    /// </summary>
    public static bool TryGetId(HttpContext context, out JobId id) => JobId.TryParse(context.Request.RouteValues["id"] as string, out id);

    private static IGenerationJobs Jobs(HttpContext context) => context.RequestServices.GetRequiredService<IGenerationJobs>();
}
