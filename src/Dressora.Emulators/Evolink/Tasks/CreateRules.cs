namespace Dressora.Emulators;

/// <summary>Holds a create against what its model's page allows.</summary>
internal static class CreateRules
{
    /// <summary>The first rule that is broken, or <see langword="null"/>.</summary>
    public static Problem? Check(CreateRequest request, EvolinkModel model) =>
        Prompt(request, model) ?? Images(request, model) ?? Count(request, model) ?? Size(request, model)
        ?? Quality(request, model) ?? Resolution(request, model) ?? Extras(request, model);

    private static Problem? Prompt(CreateRequest request, EvolinkModel model)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
        {
            return new Problem("prompt is required.", "prompt");
        }

        var length = request.Prompt.EnumerateRunes().Count();
        return length <= model.PromptMax
            ? null
            : new Problem($"prompt has {length} characters; {model.Id} takes at most {model.PromptMax}.", "prompt");
    }

    private static Problem? Images(CreateRequest request, EvolinkModel model)
    {
        if (!model.Images.Contains(request.ImageUrls.Count))
        {
            return new Problem(
                $"image_urls has {request.ImageUrls.Count} items; {model.Id} takes {model.Images.Min} to {model.Images.Max}.", "image_urls");
        }

        return request.ImageUrls.All(IsHttp) ? null : new Problem("image_urls takes absolute http and https URLs only.", "image_urls");
    }

    private static Problem? Count(CreateRequest request, EvolinkModel model)
    {
        if (request.Count is not { } count)
        {
            return null;
        }

        if (model.Counts.Count == 0)
        {
            return new Problem($"{model.Id} does not take n.", "n");
        }

        if (!model.Counts.Contains(count))
        {
            return new Problem($"n is {count}; {model.Id} takes {string.Join(", ", model.Counts)}.", "n");
        }

        return request.ImageUrls.Count + count <= model.ImagesAndOutputsMax
            ? null
            : new Problem($"image_urls and n together may be at most {model.ImagesAndOutputsMax}.", "n");
    }

    private static Problem? Size(CreateRequest request, EvolinkModel model)
    {
        if (request.Size is not { } size)
        {
            return null;
        }

        if (model.SizeNeedsSingleOutput && request.Count is > 1)
        {
            return new Problem($"{model.Id} takes size only when n is 1.", "size");
        }

        var isKnown = model.Sizes.Contains(size)
            || (model.Pixels is { } rule && PixelRule.Read(size) is { } pixels && rule.Allows(pixels.Width, pixels.Height));
        return isKnown ? null : new Problem($"{model.Id} does not take this size.", "size");
    }

    private static Problem? Quality(CreateRequest request, EvolinkModel model) =>
        request.Quality is null || model.Qualities.Contains(request.Quality)
            ? null
            : new Problem(Choice(model, "quality", model.Qualities), "quality");

    private static Problem? Resolution(CreateRequest request, EvolinkModel model)
    {
        if (request.Resolution is null)
        {
            return null;
        }

        if (!model.Resolutions.Contains(request.Resolution, StringComparer.OrdinalIgnoreCase))
        {
            return new Problem(Choice(model, "resolution", model.Resolutions), "resolution");
        }

        return request.Size?.Contains(':', StringComparison.Ordinal) == true
            ? null
            : new Problem("resolution needs a size that is a ratio.", "resolution");
    }

    private static Problem? Extras(CreateRequest request, EvolinkModel model) =>
        request.Extras.FirstOrDefault(name => !model.Extras.Contains(name)) is { } extra
            ? new Problem($"{model.Id} does not take {extra}.", extra)
            : null;

    private static string Choice(EvolinkModel model, string field, IReadOnlyList<string> values) =>
        values.Count == 0 ? $"{model.Id} does not take {field}." : $"{model.Id} takes as {field}: {string.Join(", ", values)}.";

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
