namespace Dressora;

/// <summary>
/// One input image of a request: an upload of the same account, or a URL that Dressora fetches
/// once.
/// </summary>
public sealed record GenerationInput
{
    private GenerationInput()
    {
    }

    /// <summary>Gets what the image is for.</summary>
    public InputRole Role { get; private init; }

    /// <summary>Gets the upload; <see langword="null"/> when <see cref="Url"/> is set.</summary>
    public UploadId? Upload { get; private init; }

    /// <summary>
    /// Gets the address to fetch the image from; <see langword="null"/> when <see cref="Upload"/>
    /// is set.
    /// </summary>
    public Uri? Url { get; private init; }

    /// <summary>Refers to an image that was uploaded before.</summary>
    public static GenerationInput From(InputRole role, UploadId upload) => new() { Role = role, Upload = upload };

    /// <summary>Refers to an image on the web: https, and not a private address.</summary>
    public static GenerationInput From(InputRole role, Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new GenerationInput { Role = role, Url = url };
    }
}
