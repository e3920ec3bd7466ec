using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Accepts jobs.</summary>
internal static class SubmitEndpoint
{
    private const int TooManyRetrySeconds = 5;

    /// <summary>
    /// Accepts a request, or names what stands in its way. Only an acceptance consumes the
    /// idempotency key.
    /// </summary>
    public static async Task SubmitAsync(HttpContext context, AccountId account)
    {
        if (!IdempotencyHeader.TryRead(context.Request, out var key))
        {
            await IdempotencyHeader.Malformed.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        if (await SubmittedRequest.ReadAsync(context, account).ConfigureAwait(false) is not { } request)
        {
            return;
        }

        // From here on the client may go: a request that has arrived is accepted or refused as if it had stayed.
        var jobs = context.RequestServices.GetRequiredService<IGenerationJobs>();
        var result = await jobs.SubmitAsync(account, request, key, CancellationToken.None).ConfigureAwait(false);
        await WriteAsync(context, result).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext context, SubmitResult result) => result switch
    {
        SubmitResult.Accepted accepted => JobAnswers.WriteAcceptedAsync(context, accepted.Job),
        SubmitResult.Replayed replayed => JobAnswers.WriteAcceptedAsync(context, replayed.Job),
        SubmitResult.Invalid invalid => Problem.InvalidRequest(invalid.Problems).WriteAsync(context),
        SubmitResult.InsufficientCredits lacking => Insufficient(lacking).WriteAsync(context),
        SubmitResult.KeyConflict => KeyReused().WriteAsync(context),
        SubmitResult.TooManyActive full => TooMany(full.Limit).WriteAsync(context),
        _ => throw new System.Diagnostics.UnreachableException($"{result.GetType().Name} has no answer."),
    };

    /// <summary>402, with both amounts, so that a client can offer the right top-up.</summary>
    private static Problem Insufficient(SubmitResult.InsufficientCredits lacking) => new(
        ProblemCodes.InsufficientCredits, "Not enough credits", StatusCodes.Status402PaymentRequired,
        string.Create(
            CultureInfo.InvariantCulture,
            $"This needs {lacking.Needed.Value} credits and {lacking.Available.Value} are available. Nothing was charged."))
    {
        Needed = lacking.Needed.Value,
        Available = lacking.Available.Value,
    };

    /// <summary>422: the key stands for another request, whose job is not shown.</summary>
    private static Problem KeyReused() => new(
        ProblemCodes.IdempotencyKeyReused, "Idempotency key reused", StatusCodes.Status422UnprocessableEntity,
        "Another request came before under this Idempotency-Key. Send a new key with a new request.");

    /// <summary>429: one of the jobs has to end first, which takes seconds.</summary>
    private static Problem TooMany(int limit) => new(
        ProblemCodes.TooManyActiveJobs, "Too many active jobs", StatusCodes.Status429TooManyRequests,
        string.Create(CultureInfo.InvariantCulture, $"An account may have {limit} unfinished jobs. Wait for one to end."))
    {
        Limit = limit,
        RetryAfterSeconds = TooManyRetrySeconds,
    };
}
