using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Reads what a client wants generated, for a submission and for a quote.</summary>
internal static class SubmittedRequest
{
    private static readonly string[] Members = ["prompt", "inputs", "count", "model", "provider", "aspectRatio"];

    /// <summary>
    /// Reads the body, or answers the request with everything that is wrong with it and returns
    /// <see langword="null"/>.
    /// </summary>
    public static async Task<GenerationRequest?> ReadAsync(HttpContext context, AccountId account)
    {
        if (await JsonBody.ReadAsync(context).ConfigureAwait(false) is not { } document)
        {
            return null;
        }

        using (document)
        {
            var problems = new List<RequestProblem>();
            var request = Read(document.RootElement, problems);
            if (problems.Count == 0)
            {
                return request;
            }

            await AddOthersAsync(context, account, request, problems).ConfigureAwait(false);
            await Problem.InvalidRequest(problems).WriteAsync(context).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>
    /// Reads shapes only. What the words and numbers may be is known to the pipeline, which knows
    /// the models.
    /// </summary>
    private static GenerationRequest Read(JsonElement body, List<RequestProblem> problems)
    {
        var members = new MemberReader(body, string.Empty, Members, problems);
        return new GenerationRequest
        {
            Prompt = members.Text("prompt") ?? string.Empty,
            Inputs = [.. members.Items("inputs").SelectMany((input, index) => SubmittedInput.Read(input, index, problems))],
            Count = members.Integer("count") ?? 1,
            Model = members.Text("model"),
            Provider = members.Text("provider"),
            AspectRatio = members.Text("aspectRatio"),
        };
    }

    // A client should hear of a missing prompt together with a misspelt member. A quote writes nothing and checks all the rest.
    private static async Task AddOthersAsync(
        HttpContext context, AccountId account, GenerationRequest request, List<RequestProblem> problems)
    {
        var jobs = context.RequestServices.GetRequiredService<IGenerationJobs>();
        if (problems.Exists(problem => problem.Field.Length == 0)
            || await jobs.QuoteAsync(account, request, context.RequestAborted).ConfigureAwait(false) is not QuoteResult.Invalid invalid)
        {
            return;
        }

        var named = problems.Select(problem => MemberOf(problem.Field)).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(invalid.Problems.Where(problem => !named.Contains(MemberOf(problem.Field))));
    }

    /// <summary>
    /// Returns the body's member that a field lies in: <c>inputs</c> for <c>inputs[1].url</c>.
    /// </summary>
    private static string MemberOf(string field)
    {
        var end = field.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? field : field[..end];
    }
}
