using Dressora.Providers;
using Dressora.Stores;
using Npgsql;

namespace Dressora.PostgreSql;

/// <summary>Jobs, and what leads to them, as rows.</summary>
internal static class JobRows
{
    /// <summary>Reads who may decide about a job.</summary>
    public static JobStepRow ReadStep(NpgsqlDataReader row) => new(new JobId(row.GetGuid(0)), row.GetInt64(1), row.FindTime(2));

    /// <summary>Reads a job with its signals.</summary>
    public static (JobRecord Job, long Signals) ReadJob(NpgsqlDataReader row) => (ReadDocument(row, 2), row.GetInt64(1));

    /// <summary>Reads a job.</summary>
    public static JobRecord ReadDocument(NpgsqlDataReader row, int column) => JobDocument.Read(row.GetFieldValue<byte[]>(column));

    /// <summary>Reads a job that a key led to, from a column on.</summary>
    public static KeyedJob ReadKeyed(NpgsqlDataReader row, int column) => new(ReadDocument(row, column + 1), row.GetString(column));

    /// <summary>Reads which attempt something leads to, from a column on.</summary>
    public static AttemptId ReadAttempt(NpgsqlDataReader row, int column) => new(new JobId(row.GetGuid(column)), row.GetInt32(column + 1));

    /// <summary>Reads an upload.</summary>
    public static UploadRecord ReadUpload(NpgsqlDataReader row) => new()
    {
        Id = UploadId.TryParse(row.GetString(0), out var id) ? id : throw new InvalidOperationException("An upload row has no valid id."),
        Account = new AccountId(row.GetString(1)),
        Key = new StorageKey(row.GetString(2)),
        Image = new ImageInfo(row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetInt64(6)),
        UsableUntil = row.GetTime(7),
        KeepUntil = row.GetTime(8),
    };
}
