namespace Dressora;

/// <summary>
/// Takes input images from users, checks them and keeps them private to their account.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public interface IUploads
{
    /// <summary>Stores an image, after its structure was read to the end without decoding it.</summary>
    /// <param name="account">Whose image it is.</param>
    /// <param name="content">The bytes, read once from the present position. The caller disposes the stream.</param>
    /// <param name="cancellationToken">Gives up; nothing stays behind.</param>
    Task<UploadResult> AddAsync(AccountId account, Stream content, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds a live upload; <see langword="null"/> for an unknown, expired or foreign one.
    /// </summary>
    Task<Upload?> FindAsync(AccountId account, UploadId id, CancellationToken cancellationToken = default);
}
