using System.Globalization;
using Dressora.Providers;

namespace Dressora.Jobs;

/// <summary>
/// What a model's limits say about a request. Every problem is named, none of them quotes the
/// prompt.
/// </summary>
internal static class RequestRules
{
    public static void Check(GenerationRequest request, IReadOnlyList<ImageInfo?> images, ModelDescriptor model, List<RequestProblem> problems)
    {
        CheckPrompt(request.Prompt, model, problems);
        if (request.Count < 1 || request.Count > model.CountMax)
        {
            problems.Add(new RequestProblem(
                "count", "out_of_range", $"count is {request.Count}; '{model.Name}' makes from 1 to {model.CountMax} at once."));
        }

        if (request.Inputs.Count < model.InputsMin || request.Inputs.Count > model.InputsMax)
        {
            problems.Add(new RequestProblem(
                "inputs",
                "out_of_range",
                $"There are {request.Inputs.Count} inputs; '{model.Name}' takes from {model.InputsMin} to {model.InputsMax}."));
        }

        if (request.AspectRatio is { } ratio && !model.AspectRatios.Contains(ratio, StringComparer.Ordinal))
        {
            var allowed = model.AspectRatios.Count == 0 ? "none can be chosen" : string.Join(", ", model.AspectRatios);
            problems.Add(new RequestProblem("aspectRatio", "unknown", $"The aspect ratio is not one of those of '{model.Name}': {allowed}."));
        }

        for (var i = 0; i < images.Count; i++)
        {
            if (images[i] is { } image && CheckImage(image, model, Field(i)) is { } problem)
            {
                problems.Add(problem);
            }
        }
    }

    public static RequestProblem? CheckImage(ImageInfo image, ModelDescriptor model, string field)
    {
        if (!model.InputContentTypes.Contains(image.ContentType, StringComparer.Ordinal))
        {
            return new RequestProblem(
                field, "unsupported_type", $"The image is {image.ContentType}; '{model.Name}' reads {string.Join(", ", model.InputContentTypes)}.");
        }

        if (image.Bytes > model.InputBytesMax)
        {
            return new RequestProblem(field, "too_large", $"The image has {image.Bytes} bytes; '{model.Name}' reads at most {model.InputBytesMax}.");
        }

        var (shorter, longer) = (Math.Min(image.Width, image.Height), Math.Max(image.Width, image.Height));
        return shorter < model.InputSideMin || longer > model.InputSideMax
            ? new RequestProblem(
                field,
                "out_of_range",
                $"The image has {image.Width} x {image.Height} pixels; '{model.Name}' reads sides from {model.InputSideMin} to {model.InputSideMax}.")
            : null;
    }

    public static string Field(int input) => string.Create(CultureInfo.InvariantCulture, $"inputs[{input}]");

    private static void CheckPrompt(string? prompt, ModelDescriptor model, List<RequestProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            problems.Add(new RequestProblem("prompt", "required", "prompt is missing or blank."));
            return;
        }

        var length = 0;
        foreach (var _ in prompt.EnumerateRunes())
        {
            length++;
        }

        if (length > model.PromptLengthMax)
        {
            problems.Add(new RequestProblem(
                "prompt", "too_long", $"prompt has {length} characters; '{model.Name}' reads at most {model.PromptLengthMax}."));
        }
    }
}
