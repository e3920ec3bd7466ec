using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>Checks the settings when the host starts.</summary>
internal sealed class EvolinkEmulatorOptionsValidator : IValidateOptions<EvolinkEmulatorOptions>
{
    private static readonly TimeSpan LifetimeMax = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EvolinkEmulatorOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(EvolinkEmulatorOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            yield return "DataDirectory is blank; name a folder that this process may write to.";
        }

        if (options.ApiKeys.Any(string.IsNullOrWhiteSpace))
        {
            yield return "ApiKeys contains a blank key; leave the list empty to accept any key.";
        }

        if (options.Duration < TimeSpan.Zero || options.Duration > TimeSpan.FromDays(1))
        {
            yield return $"Duration ({options.Duration}) must be from zero to 1 day.";
        }

        if (!IsLifetime(options.ResultLifetime))
        {
            yield return $"ResultLifetime ({options.ResultLifetime}) must be more than zero and at most {LifetimeMax.Days} days.";
        }

        if (!IsLifetime(options.UploadLifetime))
        {
            yield return $"UploadLifetime ({options.UploadLifetime}) must be more than zero and at most {LifetimeMax.Days} days.";
        }

        if (options.TaskLifetime < options.ResultLifetime || options.TaskLifetime > LifetimeMax)
        {
            yield return $"TaskLifetime ({options.TaskLifetime}) must be at least ResultLifetime ({options.ResultLifetime}) " +
                $"and at most {LifetimeMax.Days} days.";
        }

        if (options.Credits < 0)
        {
            yield return $"Credits ({options.Credits}) must be zero or more.";
        }
    }

    private static bool IsLifetime(TimeSpan value) => value > TimeSpan.Zero && value <= LifetimeMax;
}
