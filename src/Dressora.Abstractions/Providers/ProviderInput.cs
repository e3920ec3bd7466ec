namespace Dressora.Providers;

/// <summary>An input image, in the way that the provider's descriptor asked for.</summary>
public sealed record ProviderInput
{
    /// <summary>Gets what the image is for.</summary>
    public required InputRole Role { get; init; }

    /// <summary>Gets what its bytes say it is.</summary>
    public required ImageInfo Image { get; init; }

    /// <summary>
    /// Gets the URL at which the provider can fetch it, from the result store or from staging;
    /// <see langword="null"/> for bytes.
    /// </summary>
    public Uri? Url { get; init; }

    /// <summary>
    /// Opens the bytes, for <see cref="InputTransport.Bytes"/>. The provider disposes the stream.
    /// </summary>
    public Func<CancellationToken, ValueTask<Stream>>? Open { get; init; }
}
