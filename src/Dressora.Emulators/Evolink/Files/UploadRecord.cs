namespace Dressora.Emulators;

/// <summary>
/// An uploaded file; its description is one file of the data directory, its content another.
/// </summary>
internal sealed record UploadRecord
{
    /// <summary>
    /// Gets the id, 128 random bits: knowing it is enough to download the file.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Gets the name it is served under.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what the client called it, as it was sent.</summary>
    public required string OriginalName { get; init; }

    /// <summary>Gets the folder it was put in; empty for none.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the type found in its first bytes, whatever the client said.</summary>
    public required string MimeType { get; init; }

    /// <summary>Gets its size.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets when it arrived.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Gets from when on it can neither be fetched nor used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets the path below the account, by which a later upload overwrites it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Path => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}
