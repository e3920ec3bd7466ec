namespace Dressora.Emulators;

/// <summary>An uploaded file; its description is one file of the data directory, its content another.</summary>
internal sealed record UploadRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string OriginalName { get; init; }

    /// <summary>Gets the folder it was put in; empty for none.</summary>
    public required string Folder { get; init; }

    public required string MimeType { get; init; }

    public required long Bytes { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets the path below the account, by which a later upload overwrites it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Path => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}
