using System.Text.Json;

namespace Dressora.Stores;

/// <summary>
/// The stored form of a <see cref="JobRecord"/>: JSON, readable by every later version of this
/// package.
/// </summary>
public static class JobDocument
{
    /// <summary>Writes a job.</summary>
    public static byte[] Write(JobRecord job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return JsonSerializer.SerializeToUtf8Bytes(job, JobDocumentContext.Default.JobRecord);
    }

    /// <summary>Reads a job.</summary>
    /// <exception cref="JsonException">The bytes are not such a document.</exception>
    public static JobRecord Read(ReadOnlySpan<byte> document) =>
        JsonSerializer.Deserialize(document, JobDocumentContext.Default.JobRecord)
        ?? throw new JsonException("The job document is null.");
}
