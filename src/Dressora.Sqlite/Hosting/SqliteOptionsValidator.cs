using Microsoft.Extensions.Options;

namespace Dressora.Sqlite;

/// <summary>
/// Stops the start when a setting is outside its bounds, naming the setting, its value and the
/// rule.
/// </summary>
internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    private const int ReadersMost = 64;

    private static readonly TimeSpan BusyLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BusyMost = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        if (options.BusyTimeout < BusyLeast || options.BusyTimeout > BusyMost)
        {
            problems.AddError($"BusyTimeout is {options.BusyTimeout}; it must be from {BusyLeast} to {BusyMost}.");
        }

        if (options.ReadersMax is < 1 or > ReadersMost)
        {
            problems.AddError($"ReadersMax is {options.ReadersMax}; it must be from 1 to {ReadersMost} connections.");
        }

        return problems.Build();
    }
}
