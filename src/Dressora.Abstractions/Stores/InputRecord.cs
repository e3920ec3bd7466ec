namespace Dressora.Stores;

/// <summary>An input image of a job.</summary>
public sealed record InputRecord
{
    /// <summary>Gets what the image is for.</summary>
    public required InputRole Role { get; init; }

    /// <summary>
    /// Gets the upload it came from; <see langword="null"/> for a URL, and once erased.
    /// </summary>
    public UploadId? Upload { get; init; }

    /// <summary>
    /// Gets the URL to fetch it from; <see langword="null"/> for an upload, and once erased.
    /// </summary>
    public Uri? Url { get; init; }

    /// <summary>
    /// Gets where it lies, or will lie once fetched: the name is written down before the bytes.
    /// </summary>
    public required StorageKey Key { get; init; }

    /// <summary>
    /// Gets what its bytes say it is; <see langword="null"/> until a URL has been fetched.
    /// </summary>
    public ImageInfo? Image { get; init; }
}
