namespace Dressora;

/// <summary>The status of a job as clients read it.</summary>
internal sealed record JobBody(
    string Id,
    JobStatus Status,
    double Progress,
    int Requested,
    int Delivered,
    IReadOnlyList<JobResultBody> Results,
    JobCreditsBody Credits,
    JobError? Error,
    DateTimeOffset? ResultsRemovedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <param name="job">The job.</param>
    /// <param name="prefix">The absolute path that the calls lie below.</param>
    public static JobBody From(GenerationJob job, string prefix) => new(
        job.Id.ToString(),
        job.Status,
        job.Progress,
        job.Requested,
        job.Delivered,
        [.. job.Results.Select(result => JobResultBody.From(result, LocationOf(job.Id, prefix)))],
        new JobCreditsBody(job.Frozen.Value, job.Charged.Value),
        job.Error,
        job.ResultsRemovedAt,
        job.CreatedAt,
        job.UpdatedAt);

    /// <summary>Returns the absolute path of a job.</summary>
    public static string LocationOf(JobId id, string prefix) => $"{prefix}/jobs/{id}";
}

/// <summary>A delivered output and where its bytes are.</summary>
internal sealed record JobResultBody(int Index, string Url, string ContentType, int Width, int Height, long Bytes)
{
    /// <summary>Points to our own call: the storage behind it may change, and its addresses may expire.</summary>
    /// <param name="result">The output.</param>
    /// <param name="job">The absolute path of its job.</param>
    public static JobResultBody From(JobResult result, string job) => new(
        result.Index, $"{job}/results/{result.Index}", result.Image.ContentType, result.Image.Width, result.Image.Height, result.Image.Bytes);
}

/// <summary>What a job has reserved and what it cost.</summary>
internal sealed record JobCreditsBody(long Frozen, long Charged);

/// <summary>A page of an account's jobs.</summary>
internal sealed record JobPageBody(IReadOnlyList<JobBody> Items, string? Next);
