using Microsoft.AspNetCore.Http;

namespace Dressora.Providers.Evolink.Tests;

public sealed class StagingTests
{
    private const string Name = "a1-0-9b2f4c7d1e8a";

    [Fact]
    public async Task An_image_is_uploaded_as_a_form_under_our_name()
    {
        await using var bench = await EvolinkBench.StartAsync();
        byte[] image = [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3];
        string? type = null;
        string? name = null;
        byte[]? bytes = null;
        string? fileName = null;
        bench.Stub.Answer = async context =>
        {
            // Read again from what was recorded, with a parser that is not ours.
            context.Request.Body = new MemoryStream(bench.Stub.Requests[^1].Body);
            var form = await context.Request.ReadFormAsync();
            var file = Assert.Single(form.Files);
            (type, fileName, name) = (file.ContentType, file.FileName, form["file_name"]);
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy);
            bytes = copy.ToArray();
            await Uploaded()(context);
        };

        var staged = await bench.Staging.StageAsync(Name, Some.File(image, "image/jpeg"), Some.Cancellation);

        Assert.Equal("/api/v1/files/upload/stream", Assert.Single(bench.Stub.Requests).Path);
        Assert.Equal("Bearer " + EvolinkStub.Key, bench.Stub.Requests[0].Headers["Authorization"]);
        Assert.Equal(("image/jpeg", Name + ".jpg", Name + ".jpg"), (type, name, fileName));
        Assert.Equal(image, bytes);
        Assert.True(bench.Stub.Requests[0].Headers.ContainsKey("Content-Length"));
        Assert.Equal("file_abc123", staged.Reference);
        Assert.Equal(new Uri("https://files.evolink.ai/avatars/p.png"), staged.Url);
        Assert.Equal(new DateTimeOffset(2025, 10, 11, 16, 0, 0, TimeSpan.Zero), staged.ExpiresAt);
    }

    [Theory]
    [InlineData("2025-10-12T00:00:00Z", true)]
    [InlineData("2025-10-12T00:00:00.123+08:00", true)]
    [InlineData("2025-10-12T00:00:00", false)]
    [InlineData("soon", false)]
    public async Task An_expiry_counts_only_with_its_offset(string text, bool counts)
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = Uploaded(expires: text);

        var staged = await bench.Staging.StageAsync(Name, Some.File([1]), Some.Cancellation);

        Assert.Equal(counts, staged.ExpiresAt is not null);
    }

    [Theory]
    [InlineData("http://files.evolink.ai/p.png")]
    [InlineData("/p.png")]
    [InlineData("")]
    public async Task A_copy_at_an_address_that_cannot_be_trusted_is_an_error(string url)
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = Uploaded(url);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => bench.Staging.StageAsync(Name, Some.File([1]), Some.Cancellation));

        Assert.Equal("unreadable_answer", exception.Error.Code);
    }

    [Fact]
    public async Task A_copy_at_the_address_that_the_host_configured_may_be_plain()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = Uploaded(bench.Stub.Url + "files/p.png");

        var staged = await bench.Staging.StageAsync(Name, Some.File([1]), Some.Cancellation);

        Assert.Equal(Uri.UriSchemeHttp, staged.Url.Scheme);
    }

    [Theory]
    [InlineData(200, """{"success":false,"code":40001,"msg":"m"}""", ProviderErrorKind.InvalidRequest, "40001")]
    [InlineData(200, """{"success":false,"code":40002,"msg":"m"}""", ProviderErrorKind.InvalidRequest, "40002")]
    [InlineData(200, """{"success":false,"code":40003,"msg":"m"}""", ProviderErrorKind.ProviderAccount, "40003")]
    [InlineData(200, """{"success":false,"code":40004,"msg":"m"}""", ProviderErrorKind.InvalidRequest, "40004")]
    [InlineData(200, """{"success":false,"code":50001,"msg":"m"}""", ProviderErrorKind.Unavailable, "50001")]
    [InlineData(500, """{"success":false,"code":50001,"msg":"m"}""", ProviderErrorKind.Unavailable, "50001")]
    [InlineData(400, """{"success":false,"code":"40003","msg":"m"}""", ProviderErrorKind.InvalidRequest, "400")]
    [InlineData(200, """{"success":false,"msg":"m"}""", ProviderErrorKind.Unknown, "200")]
    [InlineData(401, "", ProviderErrorKind.ProviderAccount, "401")]
    [InlineData(413, "<html>", ProviderErrorKind.InvalidRequest, "413")]
    [InlineData(429, "{}", ProviderErrorKind.Throttled, "429")]
    [InlineData(503, "{}", ProviderErrorKind.Unavailable, "503")]
    public async Task A_refused_upload_is_classified_whatever_its_status(int status, string body, ProviderErrorKind kind, string code)
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json(body, status);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => bench.Staging.StageAsync(Name, Some.File([1]), Some.Cancellation));

        Assert.Equal((kind, code), (exception.Error.Kind, exception.Error.Code));
        Assert.Single(bench.Stub.Requests);
    }

    [Fact]
    public async Task The_source_is_closed_when_the_upload_fails()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.HangUp;
        var source = new MemoryStream([1, 2, 3]);
        var input = Some.File([1, 2, 3]) with { Open = _ => ValueTask.FromResult<Stream>(source) };

        var exception = await Assert.ThrowsAsync<ProviderException>(() => bench.Staging.StageAsync(Name, input, Some.Cancellation));

        Assert.Equal(ProviderErrorKind.Unavailable, exception.Error.Kind);
        Assert.False(source.CanRead);
    }

    [Fact]
    public async Task A_known_file_is_deleted_by_its_reference()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json("""{"success":true,"code":200}""");

        await bench.Staging.DiscardAsync(Name, "file/abc", Some.Cancellation);

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("DELETE", request.Method);
        Assert.EndsWith("abc", request.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(200, """{"success":false,"code":404}""")]
    public async Task A_file_that_is_gone_is_discarded(int status, string body)
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json(body, status);

        await bench.Staging.DiscardAsync(Name, "file_abc", Some.Cancellation);

        Assert.Single(bench.Stub.Requests);
    }

    [Fact]
    public async Task A_delete_is_tried_again_and_then_reported()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json("{}", 503);

        await Assert.ThrowsAsync<ProviderException>(() => bench.Staging.DiscardAsync(Name, "file_abc", Some.Cancellation));

        Assert.Equal(3, bench.Stub.Requests.Count);
    }

    [Fact]
    public async Task A_file_is_found_by_its_name_on_a_later_page_and_no_other_is_touched()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = context => context.Request.Method == "DELETE"
            ? EvolinkStub.Json("""{"success":true}""")(context)
            : EvolinkStub.Json(context.Request.Query["page"] == "1" ? Page(0, 20) : Page(20, 3, $"{Name}.png", $"{Name}0.png", "p.png"))(context);

        await bench.Staging.DiscardAsync(Name, reference: null, Some.Cancellation);

        Assert.Equal(
            ["GET /api/v1/files/list?page=1&pageSize=20", "GET /api/v1/files/list?page=2&pageSize=20", "DELETE /api/v1/files/file_20"],
            bench.Stub.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    [Fact]
    public async Task A_list_without_an_end_is_left_after_thirty_pages()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json(Page(0, 20));

        await bench.Staging.DiscardAsync(Name, reference: null, Some.Cancellation);

        Assert.Equal(30, bench.Stub.Requests.Count);
    }

    private static Func<HttpContext, Task> Uploaded(
        string url = "https://files.evolink.ai/avatars/p.png", string expires = "2025-10-12T00:00:00+08:00") => EvolinkStub.Json($$"""
        {"success":true,"code":200,"msg":"File uploaded successfully",
         "data":{"file_id":"file_abc123","file_name":"p.png","original_name":"p.png","file_size":2048,"mime_type":"image/png",
         "upload_path":"avatars","file_url":"{{url}}","upload_time":"2025-10-09T00:00:00+08:00","expires_at":"{{expires}}" } }
        """);

    private static string Page(int first, int count, params string[] names)
    {
        var files = Enumerable.Range(0, count)
            .Select(i => $$"""{"file_id":"file_{{first + i}}","file_name":"{{names.ElementAtOrDefault(i) ?? "other.png"}}" }""");
        return $$$"""{"success":true,"data":{"files":[{{{string.Join(',', files)}}}]}}""";
    }
}
