namespace Dressora.Providers;

/// <summary>
/// An optional capability of a provider: it needs input images as files of its own before a
/// create can name them.
/// </summary>
/// <remarks>
/// Thread-safe. The name is chosen and written down before the upload, so that a copy is found
/// and discarded even when the process died between the two. Every staged copy is discarded after
/// its attempt has ended.
/// </remarks>
public interface IInputStaging
{
    /// <summary>Uploads an image under a name of ours. Staging one name again replaces the copy.</summary>
    /// <param name="name">Unguessable, unique to this attempt and image: lower-case letters, digits and <c>-</c>, at most 80 characters.</param>
    /// <param name="input">The image; <see cref="ProviderInput.Open"/> is set.</param>
    /// <param name="cancellationToken">Gives up; a copy may exist under the name.</param>
    /// <exception cref="ProviderException">It was refused, or the provider could not be reached.</exception>
    Task<StagedInput> StageAsync(string name, ProviderInput input, CancellationToken cancellationToken = default);

    /// <summary>Removes a staged copy; one that is not there is a success.</summary>
    /// <param name="name">The name it was staged under.</param>
    /// <param name="reference">The provider's own reference, where the upload's answer became known; else the copy is looked up by its name.</param>
    /// <param name="cancellationToken">Gives up; it is tried again later.</param>
    /// <exception cref="ProviderException">The provider could not be reached.</exception>
    Task DiscardAsync(string name, string? reference, CancellationToken cancellationToken = default);
}
