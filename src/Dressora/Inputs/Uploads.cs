using System.Security.Cryptography;
using Dressora.Stores;

namespace Dressora;

/// <inheritdoc/>
internal sealed class Uploads(
    IJobStore store, IResultStore results, ImageIntake intake, DressoraOptions options) : IUploads
{
    private const int IdBytesLength = 16;
    private const int KeyBytesLength = 32;

    /// <inheritdoc/>
    public async Task<UploadResult> AddAsync(AccountId account, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var key = StorageKey.ForInput(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytesLength)));
        var taken = await intake.StoreInputAsync(content, key, cancellationToken).ConfigureAwait(false);
        if (taken is IntakeResult.Refused refused)
        {
            var problem = new RequestProblem("file", refused.Code, refused.Message);
            return refused.Code is ImageIntake.TooLargeCode or ImageRejections.TooManyPixels
                ? new UploadResult.TooLarge(problem)
                : new UploadResult.Rejected(problem);
        }

        return await RegisterAsync(account, key, ((IntakeResult.Stored)taken).Image, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Upload?> FindAsync(AccountId account, UploadId id, CancellationToken cancellationToken = default) =>
        await store.FindUploadAsync(account, id, cancellationToken).ConfigureAwait(false) is { } upload
            ? new Upload(upload.Id, upload.Image, upload.UsableUntil)
            : null;

    private async Task<UploadResult> RegisterAsync(
        AccountId account, StorageKey key, ImageInfo image, CancellationToken cancellationToken)
    {
        var upload = new UploadRecord
        {
            Id = UploadId.From(RandomNumberGenerator.GetBytes(IdBytesLength)),
            Account = account,
            Key = key,
            Image = image,
        };
        UploadRecord? added = null;
        try
        {
            added = await store.AddUploadAsync(
                upload, options.UploadLifetime, options.LiveUploadsPerAccount, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (added is null)
            {
                await results.DeleteAsync(key, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return added is null
            ? new UploadResult.TooMany(options.LiveUploadsPerAccount)
            : new UploadResult.Added(new Upload(added.Id, added.Image, added.UsableUntil));
    }
}
