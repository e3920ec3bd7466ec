using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Dressora.Emulators;

/// <summary>The parts of a multipart upload. Read without the host's form options.</summary>
internal sealed record MultipartUpload
{
    private const int FieldBytesMax = 2_048;
    private const int PartsMax = 20;

    /// <summary>
    /// Gets the content of the field <c>file</c>; <see langword="null"/> when there was none.
    /// </summary>
    public byte[]? Content { get; private init; }

    /// <summary>Gets whether some part was larger than it may be.</summary>
    public bool IsTooLarge { get; private init; }

    /// <summary>Gets the name that the client's file has.</summary>
    public string? OriginalName { get; private init; }

    /// <summary>Gets the folder to put it in.</summary>
    public string? Folder { get; private init; }

    /// <summary>Gets the name to give it.</summary>
    public string? Name { get; private init; }

    /// <summary>Reads a body; <see langword="null"/> when it is not a multipart form.</summary>
    /// <exception cref="IOException">The body breaks off.</exception>
    public static async Task<MultipartUpload?> ReadAsync(string? contentType, Stream body, int bytesMax, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        var reader = new MultipartReader(boundary, body);
        var upload = new MultipartUpload();
        for (var part = 0; part < PartsMax && !upload.IsTooLarge; part++)
        {
            if (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is not { } section)
            {
                break;
            }

            upload = await upload.TakeAsync(section, bytesMax, cancellationToken).ConfigureAwait(false);
        }

        return upload;
    }

    private async Task<MultipartUpload> TakeAsync(MultipartSection section, int bytesMax, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
        {
            return this;
        }

        var field = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
        var content = await CallBody.ReadAsync(section.Body, field == "file" ? bytesMax : FieldBytesMax, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            return this with { IsTooLarge = true };
        }

        return field switch
        {
            "file" => this with { Content = content, OriginalName = HeaderUtilities.RemoveQuotes(disposition.FileName).Value },
            "uploadPath" or "upload_path" => this with { Folder = System.Text.Encoding.UTF8.GetString(content) },
            "fileName" or "file_name" => this with { Name = System.Text.Encoding.UTF8.GetString(content) },
            _ => this,
        };
    }
}
