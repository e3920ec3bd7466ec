using Dressora.Stores;

namespace Dressora.PostgreSql;

/// <summary>A job of a batch: as it was found, and as it is now.</summary>
internal sealed class JobChange
{
    /// <summary>Takes a job as it was found.</summary>
    public JobChange(StoredJob found) => (Found, Present) = (found, found);

    /// <summary>Takes a job that is new.</summary>
    public JobChange(StoredJob added, IdempotencyKey? key, string fingerprint) => (Present, Key, Fingerprint) = (added, key, fingerprint);

    /// <summary>Gets the job as it was found; <see langword="null"/> for a new one.</summary>
    public StoredJob? Found { get; }

    /// <summary>Gets or sets the job as it is now; <see langword="null"/> when it went.</summary>
    public StoredJob? Present { get; set; }

    /// <summary>Gets the key that led to a new one.</summary>
    public IdempotencyKey? Key { get; }

    /// <summary>Gets the fingerprint of what the client sent for a new one.</summary>
    public string? Fingerprint { get; }
}
