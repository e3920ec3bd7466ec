namespace Dressora.AspNetCore.Tests;

/// <summary>Reads an upload to its end, or to the limit, as the real one does.</summary>
internal sealed class FakeUploads : IUploads
{
    public const long BytesMax = 25L << 20;

    public UploadResult? Answer { get; set; }

    public long BytesRead { get; private set; }

    public byte[] Content { get; private set; } = [];

    public async Task<UploadResult> AddAsync(AccountId account, Stream content, CancellationToken cancellationToken = default)
    {
        var kept = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            BytesRead += read;
            if (BytesRead > BytesMax)
            {
                return new UploadResult.TooLarge(new RequestProblem("file", "too_large", "The image may have at most 26214400 bytes."));
            }

            kept.Write(buffer, 0, read);
        }

        Content = kept.ToArray();
        return Answer ?? new UploadResult.Added(new Upload(
            UploadId.From(new byte[16]), new ImageInfo("image/png", 3, 2, Content.Length), Some.Noon.AddDays(1)));
    }

    public Task<Upload?> FindAsync(AccountId account, UploadId id, CancellationToken cancellationToken = default) =>
        Task.FromResult<Upload?>(null);
}
