namespace Dressora.PostgreSql;

/// <summary>The row that is locked: who may decide about a job.</summary>
internal readonly record struct JobStepRow(JobId Job, long Token, DateTimeOffset? LeasedUntil);
