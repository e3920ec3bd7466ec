using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.AspNetCore.Tests;

public sealed class UploadTests
{
    private static readonly byte[] Image = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251))];

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task The_body_is_the_image_whatever_it_calls_itself(string? type)
    {
        await using var app = await TestApp.StartAsync();
        using var content = new ByteArrayContent(Image);
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);

        var response = await PostAsync(app, content);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Image, app.Uploads.Content);
        Assert.Equal(
            $$"""{"id":"upl_{{new string('0', 32)}}","contentType":"image/png","width":3,"height":2,"bytes":200000}""",
            (await response.ReadJsonAsync()).GetRawText());
    }

    [Fact]
    public async Task The_field_file_of_a_form_is_the_image()
    {
        await using var app = await TestApp.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("me in spring"), "caption" },
            { new ByteArrayContent(Image), "file", "me.png" },
        };

        var response = await PostAsync(app, form);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Image, app.Uploads.Content);
    }

    [Fact]
    public async Task A_form_without_the_field_is_400()
    {
        await using var app = await TestApp.StartAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Image), "photo", "me.png" } };

        var response = await PostAsync(app, form);

        Assert.Equal(["file"], (await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request")).Fields());
    }

    [Theory]
    [InlineData("multipart/form-data", "--b\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=file\r\n\r\nhalf of an im")]
    [InlineData("multipart/form-data; boundary=b", "nothing of the kind")]
    [InlineData("multipart/form-data; boundary=b", "")]
    public async Task A_broken_form_is_400(string type, string body)
    {
        await using var app = await TestApp.StartAsync();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var response = await PostAsync(app, content);

        await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task What_is_no_image_is_400_with_the_reason()
    {
        await using var app = await TestApp.StartAsync();
        app.Uploads.Answer = new UploadResult.Rejected(new RequestProblem("file", "truncated", "The image ends early."));

        var response = await PostAsync(app, new ByteArrayContent(Image));

        var problem = await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal("truncated", problem.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Too_many_live_uploads_are_429()
    {
        await using var app = await TestApp.StartAsync();
        app.Uploads.Answer = new UploadResult.TooMany(100);

        var response = await PostAsync(app, new ByteArrayContent(Image));

        await response.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_uploads");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Two_hundred_megabytes_are_413_on_a_real_server_and_not_read_to_their_end(bool chunked, bool form)
    {
        await using var app = await TestApp.StartAsync(kestrel: true);
        using var zeros = new ZeroContent(200_000_000, withLength: !chunked);
        using HttpContent content = form ? new MultipartFormDataContent { { zeros, "file", "big.png" } } : zeros;

        var response = await PostAsync(app, content);

        await response.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
        Assert.InRange(app.Uploads.BytesRead, 0, FakeUploads.BytesMax + (128 << 10));
    }

    [Fact]
    public async Task Fields_before_the_file_cannot_be_without_end()
    {
        await using var app = await TestApp.StartAsync(kestrel: true);
        using var form = new MultipartFormDataContent { { new ZeroContent(200_000_000, withLength: false), "padding" } };

        var response = await PostAsync(app, form);

        await response.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task A_large_image_below_the_limit_passes_a_server_with_a_smaller_one()
    {
        await using var app = await TestApp.StartAsync(
            services => services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(
                server => server.Limits.MaxRequestBodySize = 1_000), kestrel: true);

        var response = await PostAsync(app, new ZeroContent(25 << 20, withLength: true));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(TestApp app, HttpContent content) =>
        app.Client.PostAsync("/dressora/uploads", content, TestContext.Current.CancellationToken);
}
