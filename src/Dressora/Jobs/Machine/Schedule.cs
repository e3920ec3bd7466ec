using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>
/// When to look, and when to try again. Jitter comes from the job's id, so that a history can be
/// replayed.
/// </summary>
internal static class Schedule
{
    private const double Growth = 1.6;
    private const double JitterShare = 0.2;

    private static readonly TimeSpan FirstCheckMin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstCheckMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CheckMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BackOffMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackOffMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CleaningBackOffMax = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Quick = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)];

    /// <summary>How many quick looks follow a callback that brought nothing new.</summary>
    public static int QuickLooks => Quick.Length;

    /// <summary>A quarter of the estimate, between 3 and 15 seconds.</summary>
    public static TimeSpan FirstCheck(TimeSpan? estimate) =>
        Clamp((estimate ?? TimeSpan.Zero) / 4, FirstCheckMin, FirstCheckMax);

    /// <summary>
    /// The pause after the n-th look in vain: grows from the first one to a minute, with jitter.
    /// </summary>
    public static TimeSpan NextCheck(JobRecord job, AttemptRecord attempt)
    {
        var grown = FirstCheck(attempt.Facts.Estimate) * Math.Pow(Growth, Math.Min(attempt.Checks, 12));
        return Jittered(Clamp(grown, FirstCheckMin, CheckMax), job, attempt.Checks);
    }

    /// <summary>The pause after a callback that brought nothing new: 2 seconds, then 5.</summary>
    public static TimeSpan QuickLook(int left) => Quick[Math.Clamp(left - 1, 0, Quick.Length - 1)];

    /// <summary>
    /// The pause after the n-th failure in a row: doubles from a second to a minute (an hour once
    /// only cleaning is left).
    /// </summary>
    public static TimeSpan BackOff(JobRecord job, int failures, TimeSpan? asked = null)
    {
        var doubled = BackOffMin * Math.Pow(2, Math.Min(failures - 1, 16));
        var pause = Clamp(doubled, BackOffMin, job.Status.IsTerminal() ? CleaningBackOffMax : BackOffMax);
        return Clamp(asked ?? TimeSpan.Zero, Jittered(pause, job, failures), CleaningBackOffMax);
    }

    private static TimeSpan Jittered(TimeSpan pause, JobRecord job, int round)
    {
        Span<byte> bytes = stackalloc byte[16];
        job.Id.Value.TryWriteBytes(bytes);
        var share = ((bytes[15] + (37 * round)) % 256) / 255.0;
        return pause * (1 - JitterShare + (2 * JitterShare * share));
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan min, TimeSpan max) => value < min ? min : value > max ? max : value;
}
