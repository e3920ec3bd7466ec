using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>
/// Keeps input images as files of the account for as long as a task needs them.
/// </summary>
internal sealed class EvolinkFiles(EvolinkApi api)
{
    private const int PageSize = 20;

    // An account holds at most 500 files.
    private const int PagesMax = 30;

    private const string IsoOffset = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
    private const string IsoUtc = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>
    /// Uploads a stream without holding it. It is disposed of, whatever happens.
    /// </summary>
    public async Task<StagedInput> StageAsync(string name, ProviderInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input.Open, nameof(input));
        var bytes = await input.Open(cancellationToken).ConfigureAwait(false);
        using var form = Form(bytes, FileNames.For(name, input.Image.ContentType), input.Image);

        var answer = await api.UploadAsync(api.Endpoints.Uploads, form, cancellationToken).ConfigureAwait(false);
        if (!FileErrors.IsSuccess(answer))
        {
            throw new ProviderException(FileErrors.From(answer));
        }

        return Read(answer.Body.Get("data")) ?? throw Unreadable();
    }

    /// <summary>
    /// Deletes a file by its id, or all files of a name where the id is not known.
    /// </summary>
    public async Task DiscardAsync(string name, string? reference, CancellationToken cancellationToken)
    {
        if (reference is not null)
        {
            await DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var id in await FindAsync(name, cancellationToken).ConfigureAwait(false))
        {
            await DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes a file; one that is not there is a success.</summary>
    private async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await api.ReadAsync(HttpMethod.Delete, api.Endpoints.File(id), cancellationToken).ConfigureAwait(false);
        var done = answer.IsSuccess && answer.Body.Get("success").ValueKind != JsonValueKind.False;
        if (!done && !FileErrors.IsMissing(answer))
        {
            throw new ProviderException(FileErrors.From(answer));
        }
    }

    // Everything is found before anything is deleted: a deletion would shift the pages behind it.
    private async Task<HashSet<string>> FindAsync(string name, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= PagesMax; page++)
        {
            var url = api.Endpoints.FileList(page, PageSize);
            var answer = await api.ReadAsync(HttpMethod.Get, url, cancellationToken).ConfigureAwait(false);
            if (!FileErrors.IsSuccess(answer))
            {
                throw new ProviderException(FileErrors.From(answer));
            }

            var files = FileList.Read(answer.Body);
            found.UnionWith(files.Where(file => file.IsNamed(name)).Select(file => file.Id));
            if (files.Count < PageSize)
            {
                break;
            }
        }

        return found;
    }

    // Quoted by hand: not every multipart parser takes the bare names that the default writes.
    private static MultipartFormDataContent Form(Stream bytes, string fileName, ImageInfo image)
    {
        var file = new StreamContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(image.ContentType);
        file.Headers.ContentLength = image.Bytes;
        file.Headers.ContentDisposition = new("form-data") { Name = "\"file\"", FileName = $"\"{fileName}\"" };
        var label = new StringContent(fileName);
        label.Headers.ContentDisposition = new("form-data") { Name = "\"file_name\"" };
        return new MultipartFormDataContent { label, file };
    }

    /// <summary>
    /// Reads where the copy lies; null when it has no id, or lies where nothing of ours may be
    /// named from.
    /// </summary>
    private StagedInput? Read(JsonElement data)
    {
        var reference = data.Get("file_id").Text();
        return !string.IsNullOrWhiteSpace(reference)
            && Uri.TryCreate(data.Get("file_url").Text(), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || api.Endpoints.OwnOrigins.Contains(EvolinkEndpoints.OriginOf(url)))
                ? new StagedInput(reference, url, ExpiryOf(data.Get("expires_at").Text()))
                : null;
    }

    // A time without an offset is worth nothing: the vendor's own is eight hours away from UTC.
    private static DateTimeOffset? ExpiryOf(string? text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, [IsoOffset, IsoUtc], CultureInfo.InvariantCulture, Styles, out var time) ? time : null;
    }

    private static ProviderException Unreadable() => new(new ProviderError(ProviderErrorKind.Unknown, "unreadable_answer"));
}
