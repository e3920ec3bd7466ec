using Dressora.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Says what can be asked for and what it would cost.</summary>
internal static class QuoteEndpoints
{
    /// <summary>
    /// Prices the same body that a submission takes, and names the same problems. Nothing is
    /// written or frozen.
    /// </summary>
    public static async Task QuoteAsync(HttpContext context, AccountId account)
    {
        if (await SubmittedRequest.ReadAsync(context, account).ConfigureAwait(false) is not { } request)
        {
            return;
        }

        var jobs = context.RequestServices.GetRequiredService<IGenerationJobs>();
        var writing = await jobs.QuoteAsync(account, request, context.RequestAborted).ConfigureAwait(false) switch
        {
            QuoteResult.Quoted quoted => JsonAnswer.WriteAsync(
                context, StatusCodes.Status200OK, QuoteBody.From(quoted), JsonAnswer.Shapes.QuoteBody),
            QuoteResult.Invalid invalid => Problem.InvalidRequest(invalid.Problems).WriteAsync(context),
            var other => throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} has no answer."),
        };
        await writing.ConfigureAwait(false);
    }

    /// <summary>
    /// Lists the models with their limits, so that a page can check before it posts.
    /// </summary>
    public static Task ListModelsAsync(HttpContext context, AccountId account)
    {
        var catalog = context.RequestServices.GetRequiredService<ProviderCatalog>();
        var models = catalog.Entries.SelectMany(entry => entry.Descriptor.Models.Select(model => ModelBody.From(entry.Name, model)));
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new ModelPageBody([.. models]), JsonAnswer.Shapes.ModelPageBody);
    }
}

/// <summary>A price, before anything is frozen.</summary>
internal sealed record QuoteBody(long PerOutput, long Total, string Provider, string Model)
{
    public static QuoteBody From(QuoteResult.Quoted quoted) =>
        new(quoted.PerOutput.Value, quoted.Total.Value, quoted.Provider, quoted.Model);
}

/// <summary>
/// Every model that can be asked for, in the order in which providers are asked.
/// </summary>
internal sealed record ModelPageBody(IReadOnlyList<ModelBody> Items);

/// <summary>What one model takes and makes.</summary>
internal sealed record ModelBody(
    string Provider,
    string Model,
    int PromptLengthMax,
    int InputsMin,
    int InputsMax,
    long InputBytesMax,
    IReadOnlyList<string> InputContentTypes,
    int CountMax,
    IReadOnlyList<string> AspectRatios)
{
    public static ModelBody From(string provider, ModelDescriptor model) => new(
        provider,
        model.Name,
        model.PromptLengthMax,
        model.InputsMin,
        model.InputsMax,
        model.InputBytesMax,
        model.InputContentTypes,
        model.CountMax,
        model.AspectRatios);
}
