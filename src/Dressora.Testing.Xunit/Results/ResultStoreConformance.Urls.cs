using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace Dressora.Testing;

public abstract partial class ResultStoreConformance
{
    /// <summary>
    /// Gets whether others can put an object by a signed URL. The default is <see langword="false"/>.
    /// </summary>
    protected virtual bool HasUploadUrls => false;

    /// <summary>Makes what a browser is: a client that knows the URL and nothing else. Signed URLs are opened with it.</summary>
    /// <remarks>Override it where the storage of the tests has a certificate of its own.</remarks>
    protected virtual HttpClient CreateReader() => new();

    /// <summary>
    /// A store without URLs says so, and a store with them gives https or the host's own.
    /// </summary>
    [Fact]
    public virtual async Task The_read_URL_of_a_result_follows_the_capabilities()
    {
        var url = await Store.GetReadUrlAsync(Key, TimeSpan.FromMinutes(5), Cancellation);

        Assert.Equal(HasPublicUrls || HasSignedUrls, url is not null);
        Assert.True(url is null || url.IsAbsoluteUri, "A read URL is absolute.");
    }

    /// <summary>Where inputs have a URL at all, it is signed and expires.</summary>
    [Fact]
    public virtual async Task An_input_never_gets_a_public_URL()
    {
        var url = await Store.GetReadUrlAsync(Input, TimeSpan.FromMinutes(5), Cancellation);

        Assert.Equal(HasSignedUrls, url is not null);
        Assert.True(url is null || url.Query.Length > 0, "A signed URL carries its signature.");
    }

    /// <summary>A URL is made without looking.</summary>
    [Fact]
    public virtual async Task A_URL_of_an_object_that_is_not_there_is_made_all_the_same()
    {
        var missing = await Store.GetReadUrlAsync(new StorageKey("results/missing/0"), TimeSpan.FromMinutes(5), Cancellation);

        Assert.Equal(HasPublicUrls || HasSignedUrls, missing is not null);
    }

    /// <summary>Whoever has a signed URL reads the very bytes, with their type, without any other permission.</summary>
    [Fact]
    public virtual async Task A_signed_URL_opens_by_itself()
    {
        Assert.SkipUnless(HasSignedUrls, "This store has no signed URLs.");
        var bytes = SomeContent.Bytes(50_000);
        await Store.PutAsync(Input, SomeContent.Of(bytes), Cancellation);
        using var reader = CreateReader();

        using var answer = await reader.GetAsync(await SignAsync(Input), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(SomeContent.ContentType, answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>A reader may ask for a part, as players and resumed downloads do.</summary>
    [Fact]
    public virtual async Task A_signed_URL_can_be_read_in_part()
    {
        Assert.SkipUnless(HasSignedUrls, "This store has no signed URLs.");
        var bytes = SomeContent.Bytes(5_000);
        await Store.PutAsync(Input, SomeContent.Of(bytes), Cancellation);
        using var reader = CreateReader();
        using var request = new HttpRequestMessage(HttpMethod.Get, await SignAsync(Input));
        request.Headers.Range = new RangeHeaderValue(1_000, 1_999);

        using var answer = await reader.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(bytes[1_000..2_000], await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    /// <summary>A signature is for one object.</summary>
    [Fact]
    public virtual async Task A_signed_URL_of_one_object_opens_no_other()
    {
        Assert.SkipUnless(HasSignedUrls, "This store has no signed URLs.");
        var other = StorageKey.ForInput("ffffffffffffffffffffffffffffffff");
        await Store.PutAsync(Input, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        await Store.PutAsync(other, SomeContent.Of(SomeContent.Bytes(20)), Cancellation);
        var url = (await SignAsync(Input)).AbsoluteUri.Replace(Input.Value, other.Value, StringComparison.Ordinal);
        using var reader = CreateReader();

        using var answer = await reader.GetAsync(new Uri(url), Cancellation);

        Assert.False(answer.IsSuccessStatusCode);
    }

    /// <summary>What was deleted cannot be read by a URL that was made before.</summary>
    [Fact]
    public virtual async Task A_signed_URL_of_a_deleted_object_opens_nothing()
    {
        Assert.SkipUnless(HasSignedUrls, "This store has no signed URLs.");
        await Store.PutAsync(Input, SomeContent.Of(SomeContent.Bytes(10)), Cancellation);
        var url = await SignAsync(Input);
        await Store.DeleteAsync(Input, Cancellation);
        using var reader = CreateReader();

        using var answer = await reader.GetAsync(url, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>A store without upload URLs says so; one with them takes what was announced.</summary>
    [Fact]
    public virtual async Task An_upload_URL_takes_what_was_announced()
    {
        var bytes = SomeContent.Bytes(5_000);
        var url = await Store.GetUploadUrlAsync(Input, "image/png", bytes.Length, TimeSpan.FromMinutes(5), Cancellation);
        Assert.Equal(HasUploadUrls, url is not null);
        if (url is null)
        {
            return;
        }

        using var answer = await PutAsync(url, bytes);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(bytes, await ReadAsync(Input));
    }

    /// <summary>More than announced is refused.</summary>
    [Fact]
    public virtual async Task An_upload_URL_takes_no_more_than_was_announced()
    {
        Assert.SkipUnless(HasUploadUrls, "This store has no upload URLs.");
        var url = (await Store.GetUploadUrlAsync(Input, "image/png", 100, TimeSpan.FromMinutes(5), Cancellation))!;

        using var answer = await PutAsync(url, SomeContent.Bytes(5_000));

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Null(await Store.OpenAsync(Input, Cancellation));
    }

    private async Task<Uri> SignAsync(StorageKey key)
    {
        var url = await Store.GetReadUrlAsync(key, TimeSpan.FromMinutes(5), Cancellation);
        Assert.NotNull(url);
        return url;
    }

    private async Task<HttpResponseMessage> PutAsync(StorageUploadUrl url, byte[] bytes)
    {
        using var writer = CreateReader();
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(url.Headers["Content-Type"]);
        return await writer.PutAsync(url.Url, content, Cancellation);
    }
}
