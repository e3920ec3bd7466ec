using Microsoft.Extensions.Options;

namespace Dressora.Imaging;

/// <summary>Stops the start when a setting is outside its bounds, naming the setting, its value and the rule.</summary>
internal sealed class ImagingOptionsValidator : IValidateOptions<ImagingOptions>
{
    private const int ThumbnailsMax = 5;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ImagingOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        if (options.ThumbnailSides.Count > ThumbnailsMax || options.ThumbnailSides.Distinct().Count() != options.ThumbnailSides.Count)
        {
            problems.AddError($"ThumbnailSides has {options.ThumbnailSides.Count} sides; it must have {ThumbnailsMax} at the most, all different.");
        }

        foreach (var side in options.ThumbnailSides)
        {
            Bound(problems, nameof(options.ThumbnailSides), side, 16, 2_048);
        }

        Bound(problems, nameof(options.PixelsMax), options.PixelsMax, 1, 500_000_000);
        Bound(problems, nameof(options.BytesMax), options.BytesMax, 1_024, 1L << 30);
        Bound(problems, nameof(options.ConcurrencyMax), options.ConcurrencyMax, 1, 64);
        Bound(problems, nameof(options.Quality), options.Quality, 50, 100);
        return problems.Build();
    }

    private static void Bound(ValidateOptionsResultBuilder problems, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            problems.AddError($"{name} is {value:n0}; it must be from {least:n0} to {most:n0}.");
        }
    }
}
