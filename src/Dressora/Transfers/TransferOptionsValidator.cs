using System.Globalization;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>
/// Stops the start when a limit is outside its bounds, naming the setting, its value and the
/// rule.
/// </summary>
internal sealed class TransferOptionsValidator : IValidateOptions<TransferOptions>
{
    private const long Kibibyte = 1 << 10;
    private const long Gibibyte = 1 << 30;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TransferOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        Bound(problems, nameof(options.ResultBytesMax), options.ResultBytesMax, Kibibyte, Gibibyte, "bytes");
        Bound(problems, nameof(options.UploadBytesMax), options.UploadBytesMax, Kibibyte, Gibibyte, "bytes");
        Bound(problems, nameof(options.PixelsMax), options.PixelsMax, 1, 1_000_000_000, "pixels");
        Bound(problems, nameof(options.ConcurrencyMax), options.ConcurrencyMax, 1, 1_024, "downloads");
        Bound(problems, nameof(options.SpoolMemoryBytes), options.SpoolMemoryBytes, 0, 64 << 20, "bytes");
        Bound(problems, nameof(options.HeadersTimeout), options.HeadersTimeout, Second, PauseMax);
        Bound(problems, nameof(options.IdleTimeout), options.IdleTimeout, Second, PauseMax);
        Bound(problems, nameof(options.TotalTimeout), options.TotalTimeout, Second, TimeSpan.FromHours(1));
        if (options.TotalTimeout < options.IdleTimeout || options.TotalTimeout < options.HeadersTimeout)
        {
            problems.AddError(
                $"Dressora:Transfers:TotalTimeout ({options.TotalTimeout}) must not be shorter than IdleTimeout ({options.IdleTimeout}) " +
                $"or HeadersTimeout ({options.HeadersTimeout}).");
        }

        if (options.TempFolder is { } folder && string.IsNullOrWhiteSpace(folder))
        {
            problems.AddError("Dressora:Transfers:TempFolder is blank; name a folder, or leave it out for the system's own.");
        }

        return problems.Build();
    }

    private static void Bound(
        ValidateOptionsResultBuilder problems, string setting, long value, long minimum, long maximum, string unit)
    {
        if (value < minimum || value > maximum)
        {
            problems.AddError(string.Create(
                CultureInfo.InvariantCulture, $"Dressora:Transfers:{setting} is {value:n0}; it must be from {minimum:n0} to {maximum:n0} {unit}."));
        }
    }

    private static void Bound(
        ValidateOptionsResultBuilder problems, string setting, TimeSpan value, TimeSpan minimum, TimeSpan maximum)
    {
        if (value < minimum || value > maximum)
        {
            problems.AddError($"Dressora:Transfers:{setting} is {value}; it must be from {minimum} to {maximum}.");
        }
    }
}
