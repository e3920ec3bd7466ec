namespace Dressora.Providers.Evolink;

/// <summary>
/// The known models with what the host changed, by name, in the order of the table.
/// </summary>
internal static class EvolinkModels
{
    /// <summary>
    /// Merges the table with the options. Cheap enough to be done by the validator and again by
    /// the provider.
    /// </summary>
    public static OrderedDictionary<string, EvolinkModel> From(EvolinkOptions options)
    {
        var models = new OrderedDictionary<string, EvolinkModel>(StringComparer.Ordinal);
        foreach (var model in KnownModels.All)
        {
            models.Add(model.Limits.Name, model);
        }

        foreach (var (name, changes) in options.Models)
        {
            models[name] = Changed(models.GetValueOrDefault(name) ?? Unknown(name), changes);
        }

        for (var i = 0; i < models.Count; i++)
        {
            models.SetAt(i, Worded(models.GetAt(i).Value, options));
        }

        return models;
    }

    private static EvolinkModel Unknown(string name) =>
        new() { Limits = new ModelDescriptor { Name = name, InputBytesMax = 10_000_000 } };

    /// <summary>Applies what the host changed; what it left out stays.</summary>
    private static EvolinkModel Changed(EvolinkModel model, EvolinkModelOptions changes)
    {
        var limits = model.Limits;
        return model with
        {
            Limits = limits with
            {
                PromptLengthMax = changes.PromptLengthMax ?? limits.PromptLengthMax,
                InputsMin = changes.InputsMin ?? limits.InputsMin,
                InputsMax = changes.InputsMax ?? limits.InputsMax,
                InputBytesMax = changes.InputBytesMax ?? limits.InputBytesMax,
                InputSideMin = changes.InputSideMin ?? limits.InputSideMin,
                InputSideMax = changes.InputSideMax ?? limits.InputSideMax,
                CountMax = changes.CountMax ?? limits.CountMax,
            },
            ImagesMax = changes.ImagesMax ?? model.ImagesMax,
            Sizes = changes.Sizes.Count > 0 ? Spelt(changes.Sizes) : model.Sizes,
            Quality = changes.Quality,
            Resolution = changes.Resolution,
        };
    }

    /// <summary>
    /// Settles what a request for the model says, so that nothing is decided when it is written.
    /// </summary>
    private static EvolinkModel Worded(EvolinkModel model, EvolinkOptions options) => model with
    {
        Limits = model.Limits with { AspectRatios = [.. model.Sizes.Keys] },
        Quality = model.Quality ?? Known(options.Quality, model.Qualities),
        Resolution = model.Resolution ?? Known(options.Resolution, model.Resolutions),
    };

    /// <summary>
    /// Returns a word as the model spells it; null when the model does not know it.
    /// </summary>
    private static string? Known(string? word, IReadOnlyList<string> words) =>
        words.FirstOrDefault(known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Reads <c>3:4</c> and <c>3:4=1728x2304</c>: values, because a configuration key cannot hold
    /// a colon.
    /// </summary>
    private static Dictionary<string, string> Spelt(IEnumerable<string> sizes)
    {
        var spelt = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in sizes.Select(size => size.Split('=', 2, StringSplitOptions.TrimEntries)))
        {
            spelt[parts[0]] = parts[^1];
        }

        return spelt;
    }
}
