using System.Globalization;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>
/// Stops the start when a setting is outside its bounds, naming the setting, its value and the
/// rule.
/// </summary>
internal sealed class DressoraOptionsValidator : IValidateOptions<DressoraOptions>
{
    private const decimal CostMax = 1_000_000;

    private static readonly TransferOptionsValidator Transfers = new();
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DressoraOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        CheckWork(problems, options);
        CheckDeadlines(problems, options);
        CheckKeeping(problems, options);
        CheckCredits(problems, options.Credits);
        CheckProviders(problems, options);
        problems.AddResult(Transfers.Validate(name, options.Transfers));
        return problems.Build();
    }

    private static void CheckWork(ValidateOptionsResultBuilder problems, DressoraOptions options)
    {
        Bound(problems, nameof(options.ConcurrentSteps), options.ConcurrentSteps, 1, 1_024);
        Bound(problems, nameof(options.AttemptsMax), options.AttemptsMax, 1, 10);
        Bound(problems, nameof(options.ActiveJobsPerAccount), options.ActiveJobsPerAccount, 1, 100_000);
        Bound(problems, nameof(options.LiveUploadsPerAccount), options.LiveUploadsPerAccount, 1, 100_000);
        Bound(problems, nameof(options.CallbackBytesMax), options.CallbackBytesMax, 1_024, 16 << 20);
        Bound(problems, nameof(options.PollInterval), options.PollInterval, TimeSpan.FromMilliseconds(10), Minute);
        Bound(problems, nameof(options.Lease), options.Lease, Second, 10 * Minute);
    }

    private static void CheckDeadlines(ValidateOptionsResultBuilder problems, DressoraOptions options)
    {
        Bound(problems, nameof(options.EndAfter), options.EndAfter, Second, Day);
        Bound(problems, nameof(options.UnknownFor), options.UnknownFor, Second, Day);
        Bound(problems, nameof(options.LostAfter), options.LostAfter, Second, Hour);
        Bound(problems, nameof(options.CreateTimeout), options.CreateTimeout, Second, 10 * Minute);
        Bound(problems, nameof(options.SynchronousCreateTimeout), options.SynchronousCreateTimeout, Second, Hour);
        Bound(problems, nameof(options.ReadTimeout), options.ReadTimeout, Second, 10 * Minute);
        Bound(problems, nameof(options.StoringWindow), options.StoringWindow, Minute, 6 * Hour);
    }

    private static void CheckKeeping(ValidateOptionsResultBuilder problems, DressoraOptions options)
    {
        Bound(problems, nameof(options.UploadLifetime), options.UploadLifetime, Minute, 30 * Day);
        Bound(problems, nameof(options.InputRetention), options.InputRetention, TimeSpan.Zero, 3_650 * Day);
        Bound(problems, nameof(options.ResultRetention), options.ResultRetention, Minute, 3_650 * Day);
        Bound(problems, nameof(options.ReviewTimeout), options.ReviewTimeout, Second, 10 * Minute);
        Bound(problems, nameof(options.JobRetention), options.JobRetention, Day, 3_650 * Day);
        Bound(problems, nameof(options.MessageRetention), options.MessageRetention, Hour, 366 * Day);
    }

    private static void CheckCredits(ValidateOptionsResultBuilder problems, CreditOptions options)
    {
        Bound(problems, $"Credits:{nameof(options.ReplacementLifetime)}", options.ReplacementLifetime, TimeSpan.Zero, 366 * Day);
        Bound(problems, $"Credits:{nameof(options.LowBalance)}", options.LowBalance, 0, long.MaxValue);
        Bound(problems, $"Credits:{nameof(options.ExpiryNotice)}", options.ExpiryNotice, TimeSpan.Zero, 366 * Day);
    }

    private static void CheckProviders(ValidateOptionsResultBuilder problems, DressoraOptions options)
    {
        Bound(problems, nameof(options.CostPerOutputMax), options.CostPerOutputMax ?? 0, 0, CostMax);
        foreach (var (name, own) in options.Providers)
        {
            Bound(problems, $"Providers:{name}:{nameof(own.ConcurrentTasks)}", own.ConcurrentTasks ?? 1, 1, 100_000);
            Bound(problems, $"Providers:{name}:{nameof(own.Creates)}", own.Creates ?? 1, 1, 100_000);
            Bound(problems, $"Providers:{name}:{nameof(own.CreatesPer)}", own.CreatesPer, Second, Day);
            Bound(problems, $"Providers:{name}:{nameof(own.CostPerOutput)}", own.CostPerOutput ?? 0, 0, CostMax);
        }
    }

    private static void Bound<T>(ValidateOptionsResultBuilder problems, string setting, T value, T minimum, T maximum)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            problems.AddError(string.Create(
                CultureInfo.InvariantCulture, $"Dressora:{setting} is {value}; it must be from {minimum} to {maximum}."));
        }
    }
}
