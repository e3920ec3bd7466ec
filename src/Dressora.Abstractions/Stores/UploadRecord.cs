namespace Dressora.Stores;

/// <summary>An uploaded input image.</summary>
public sealed record UploadRecord
{
    /// <summary>Gets the id.</summary>
    public required UploadId Id { get; init; }

    /// <summary>Gets the owner.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Gets where it lies.</summary>
    public required StorageKey Key { get; init; }

    /// <summary>Gets what its bytes say it is.</summary>
    public required ImageInfo Image { get; init; }

    /// <summary>Gets until when new jobs may use it. Set by the store.</summary>
    public DateTimeOffset UsableUntil { get; init; }

    /// <summary>
    /// Gets until when it must be kept: at least as long as it is usable, longer where a job uses
    /// it. Set by the store.
    /// </summary>
    public DateTimeOffset KeepUntil { get; init; }
}
