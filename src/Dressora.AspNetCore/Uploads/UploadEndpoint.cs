using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>
/// Takes input images in: as the body itself, or as the multipart field <c>file</c>. What they
/// call themselves never counts.
/// </summary>
internal static class UploadEndpoint
{
    private const int TooManyRetrySeconds = 60;

    // What a form may add around the file: boundaries, part headers, small fields.
    private const int FormBytesMax = 64 * 1_024;

    /// <summary>
    /// Maps the one call. It reads its form itself, so the antiforgery of form binding does not
    /// apply.
    /// </summary>
    public static void MapUploads(this IEndpointRouteBuilder group, AccountGate accounts) =>
        group.MapPost("/uploads", accounts.Guard(AddAsync)).DisableAntiforgery();

    private static async Task AddAsync(HttpContext context, AccountId account)
    {
        var bytesMax = context.RequestServices.GetRequiredService<IOptions<DressoraOptions>>().Value.Transfers.UploadBytesMax;
        var isForm = UploadForm.IsForm(context.Request, out _);
        var problem = await AddAsync(context, account, bytesMax, isForm ? bytesMax + FormBytesMax : bytesMax).ConfigureAwait(false);
        if (problem is not null)
        {
            await problem.WriteAsync(context).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the image in the body; returns what is wrong, and nothing when the answer is written.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Whose image it is.</param>
    /// <param name="bytesMax">What the image may have, as clients are told.</param>
    /// <param name="bodyBytesMax">What the body may have, with the form around the image.</param>
    private static async Task<Problem?> AddAsync(HttpContext context, AccountId account, long bytesMax, long bodyBytesMax)
    {
        RequestBody.LiftServerLimit(context);
        if (context.Request.ContentLength > bodyBytesMax)
        {
            return Problem.TooLarge(bytesMax);
        }

        var body = new BoundedStream(context.Request.Body, bodyBytesMax);
        try
        {
            return await UploadForm.OpenFileAsync(context.Request, body, context.RequestAborted).ConfigureAwait(false) is { } file
                ? await AddAsync(context, account, file).ConfigureAwait(false)
                : UploadForm.FileMissing;
        }
        catch (BodyTooLongException)
        {
            return Problem.TooLarge(bytesMax);
        }
        catch (InvalidFormException)
        {
            return UploadForm.Malformed;
        }
    }

    /// <summary>Hands the image on while it arrives: it is never held whole here.</summary>
    private static async Task<Problem?> AddAsync(HttpContext context, AccountId account, Stream file)
    {
        var uploads = context.RequestServices.GetRequiredService<IUploads>();
        switch (await uploads.AddAsync(account, file, context.RequestAborted).ConfigureAwait(false))
        {
            case UploadResult.Added added:
                context.Response.Headers.CacheControl = "no-store";
                await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, UploadBody.From(added.Upload), JsonAnswer.Shapes.UploadBody)
                    .ConfigureAwait(false);
                return null;
            case UploadResult.Rejected rejected:
                return Problem.InvalidRequest(rejected.Problem);
            case UploadResult.TooLarge large:
                return TooLarge(large.Problem);
            case UploadResult.TooMany full:
                return TooMany(full.Limit);
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} has no answer.");
        }
    }

    private static Problem TooLarge(RequestProblem problem) =>
        new(ProblemCodes.TooLarge, "Too large", StatusCodes.Status413PayloadTooLarge, problem.Message) { Errors = [problem] };

    private static Problem TooMany(int limit) => new(
        ProblemCodes.TooManyUploads, "Too many uploads", StatusCodes.Status429TooManyRequests,
        string.Create(CultureInfo.InvariantCulture, $"An account may have {limit} live uploads. They expire by themselves."))
    {
        Limit = limit,
        RetryAfterSeconds = TooManyRetrySeconds,
    };
}
