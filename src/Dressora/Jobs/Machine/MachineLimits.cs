namespace Dressora.Jobs;

/// <summary>The limits that decisions depend on, copied from the options once.</summary>
internal sealed record MachineLimits
{
    /// <summary>
    /// How often a create may be throttled or not sent before another provider is asked, if there
    /// is one.
    /// </summary>
    public const int SubmissionsMax = 4;

    public static readonly TimeSpan DiscardTriedFor = TimeSpan.FromDays(7);

    public TimeSpan UnknownFor { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan StoringWindow { get; init; } = TimeSpan.FromHours(6);

    public int AttemptsMax { get; init; } = 3;

    public TimeSpan InputRetention { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan ResultRetention { get; init; } = TimeSpan.FromDays(90);

    public static MachineLimits From(DressoraOptions options) => new()
    {
        UnknownFor = options.UnknownFor,
        LostAfter = options.LostAfter,
        StoringWindow = options.StoringWindow,
        AttemptsMax = options.AttemptsMax,
        InputRetention = options.InputRetention,
        ResultRetention = options.ResultRetention,
    };
}
