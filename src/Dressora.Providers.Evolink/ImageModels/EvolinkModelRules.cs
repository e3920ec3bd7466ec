namespace Dressora.Providers.Evolink;

/// <summary>What must hold for a model's limits after the host changed them.</summary>
internal static class EvolinkModelRules
{
    private const int ImagesMax = 100;

    /// <summary>
    /// Returns a message for every broken rule, under the name that the setting has in a
    /// configuration.
    /// </summary>
    public static IEnumerable<string> Problems(EvolinkModel model)
    {
        var limits = model.Limits;
        if (string.IsNullOrWhiteSpace(limits.Name))
        {
            yield return "Models contains a blank name.";
        }

        foreach (var (broken, setting, rule) in Rules(model, limits))
        {
            if (broken)
            {
                yield return $"Models:{limits.Name}:{setting} {rule}.";
            }
        }
    }

    private static IEnumerable<(bool Broken, string Setting, string Rule)> Rules(EvolinkModel model, ModelDescriptor limits) =>
    [
        (limits.PromptLengthMax < 1, nameof(limits.PromptLengthMax), "must be at least 1 code point"),
        (limits.InputsMin < 0, nameof(limits.InputsMin), "must not be negative"),
        (limits.InputsMax < limits.InputsMin || limits.InputsMax > ImagesMax, nameof(limits.InputsMax),
            $"is {limits.InputsMax}; it must be from InputsMin ({limits.InputsMin}) to {ImagesMax} images"),
        (limits.InputBytesMax < 1, nameof(limits.InputBytesMax), "must be at least 1 byte"),
        (limits.InputSideMin < 1, nameof(limits.InputSideMin), "must be at least 1 pixel"),
        (limits.InputSideMax < limits.InputSideMin, nameof(limits.InputSideMax),
            $"is {limits.InputSideMax}; it must not be below InputSideMin ({limits.InputSideMin})"),
        (limits.CountMax is < 1 or > ImagesMax, nameof(limits.CountMax), $"is {limits.CountMax}; it must be from 1 to {ImagesMax} outputs"),
        (model.ImagesMax < 1, nameof(model.ImagesMax), "must be at least 1 image"),
        (model.Sizes.Any(size => string.IsNullOrWhiteSpace(size.Key) || string.IsNullOrWhiteSpace(size.Value)), nameof(model.Sizes),
            "must hold shapes such as 3:4, or 3:4=1728x2304"),
    ];
}
