namespace Dressora.AspNetCore.Tests;

/// <summary>Ordinary things.</summary>
internal static class Some
{
    public const string Request = """{"prompt":"wear the coat","count":1}""";

    public static DateTimeOffset Noon { get; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static GenerationJob Job(AccountId? account = null) => new()
    {
        Id = JobId.New(Noon),
        Account = account ?? TestApp.Alice,
        Status = JobStatus.Running,
        Progress = 0.25,
        Requested = 2,
        Results = [],
        Frozen = new Credits(4),
        Charged = Credits.Zero,
        Error = null,
        CancelRequested = false,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        Version = 3,
    };

    public static GenerationJob Succeeded()
    {
        var job = Job();
        return job with
        {
            Status = JobStatus.Succeeded,
            Progress = 1,
            Delivered = 1,
            Results = [new JobResult(1, StorageKey.ForResult(job.Id, 1), new ImageInfo("image/png", 640, 480, 1_000))],
            Charged = new Credits(2),
        };
    }
}
