using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dressora;

/// <summary>Writes a job's status with the headers that let clients poll well.</summary>
internal static class JobAnswers
{
    private const double SecondsPerStep = 15;
    private const double StepsMax = 5;

    /// <summary>
    /// Answers 202 with the status and where to ask again: after a submission, its replay, and a
    /// cancel.
    /// </summary>
    public static Task WriteAcceptedAsync(HttpContext context, GenerationJob job)
    {
        var prefix = RouteDepth.PrefixOf(context);
        context.Response.Headers.Location = JobBody.LocationOf(job.Id, prefix);
        context.Response.Headers.CacheControl = "no-store";
        PaceClient(context, job);
        return JsonAnswer.WriteAsync(context, StatusCodes.Status202Accepted, JobBody.From(job, prefix), JsonAnswer.Shapes.JobBody);
    }

    /// <summary>Answers 200 with the status, or 304 to a client that has this version.</summary>
    public static Task WriteStatusAsync(HttpContext context, GenerationJob job)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{job.Version}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        PaceClient(context, job);
        if (Matches(context.Request.Headers.IfNoneMatch, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var body = JobBody.From(job, RouteDepth.PrefixOf(context));
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, body, JsonAnswer.Shapes.JobBody);
    }

    // The server sets the pace, so that no client hard-codes one: every second at first, less often for a job that takes its time.
    /// <summary>Says in how many seconds to ask again, unless the job has ended.</summary>
    private static void PaceClient(HttpContext context, GenerationJob job)
    {
        if (job.Status.IsTerminal())
        {
            return;
        }

        var age = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - job.CreatedAt;
        var seconds = Math.Clamp(1 + Math.Floor(age.TotalSeconds / SecondsPerStep), 1, StepsMax);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Tells whether the client has this version already, by a strong or a weak tag, or asks with
    /// <c>*</c>.
    /// </summary>
    private static bool Matches(StringValues header, string tag) =>
        EntityTagHeaderValue.TryParseList(header, out var known)
        && known.Any(value => value.Equals(EntityTagHeaderValue.Any) || value.Tag == tag);
}
