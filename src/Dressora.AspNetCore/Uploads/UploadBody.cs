namespace Dressora;

/// <summary>A stored input image.</summary>
internal sealed record UploadBody(string Id, string ContentType, int Width, int Height, long Bytes)
{
    public static UploadBody From(Upload upload) => new(
        upload.Id.Value, upload.Image.ContentType, upload.Image.Width, upload.Image.Height, upload.Image.Bytes);
}
