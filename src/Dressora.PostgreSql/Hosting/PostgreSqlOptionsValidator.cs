using Microsoft.Extensions.Options;

namespace Dressora.PostgreSql;

/// <summary>
/// Stops the start when a setting is outside its bounds, naming the setting, its value and the
/// rule.
/// </summary>
internal sealed class PostgreSqlOptionsValidator : IValidateOptions<PostgreSqlOptions>
{
    private const int WritersMost = 16;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PostgreSqlOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        if (!PostgreSqlSchema.IsName(options.Schema))
        {
            problems.AddError(
                $"Schema is '{options.Schema}'; it must be a lower-case letter or an underscore, then lower-case letters, digits and underscores, "
                + $"{PostgreSqlSchema.NameLengthMax} at the most.");
        }

        if (options.Writers is < 1 or > WritersMost)
        {
            problems.AddError($"Writers is {options.Writers}; it must be from 1 to {WritersMost} connections.");
        }

        return problems.Build();
    }
}
