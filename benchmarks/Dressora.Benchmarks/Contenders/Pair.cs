namespace Dressora.Benchmarks;

/// <summary>The unit that is counted: credits are reserved for a job, then charged in part.</summary>
internal static class Pair
{
    public const long Frozen = 3;
    public const long Settled = 2;
    public const long Operations = 2;

    /// <summary>How long a hold may live: none falls due while it is measured.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);
}
