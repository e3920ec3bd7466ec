using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Dressora.Emulators.Tests;

public sealed class FileTests
{
    [Fact]
    public async Task A_base64_upload_is_described_as_documented_and_served_to_anyone()
    {
        await using var host = await EmulatorHost.StartAsync();
        var photo = Some.Photo();

        var file = await host.UploadAsync(photo, "p.png", "avatars");
        host.Client.DefaultRequestHeaders.Remove("Authorization");
        var served = await host.SendAsync(HttpMethod.Get, file.GetProperty("file_url").GetString()!);
        var downloaded = await host.SendAsync(HttpMethod.Get, file.GetProperty("download_url").GetString()!);

        Assert.Equal(
            ["file_id", "file_name", "original_name", "file_size", "mime_type", "upload_path", "file_url", "download_url", "upload_time", "expires_at"],
            file.EnumerateObject().Select(member => member.Name));
        Assert.Equal("2026-07-01T20:00:00+08:00", file.GetProperty("upload_time").GetString());
        Assert.Equal("2026-07-04T20:00:00+08:00", file.GetProperty("expires_at").GetString());
        Assert.Equal($"{host.BaseUrl}/files/{host.Account}/avatars/p.png", file.GetProperty("file_url").GetString());
        Assert.Equal("image/png", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal(photo, await served.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(photo, await downloaded.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("uploadPath", "fileName")]
    [InlineData("upload_path", "file_name")]
    public async Task A_form_upload_takes_both_spellings_of_its_fields(string pathField, string nameField)
    {
        await using var host = await EmulatorHost.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a/b"), pathField },
            { new StringContent("given.png"), nameField },
            { new ByteArrayContent(Some.Photo()), "file", "own name.png" },
        };

        var data = await DataAsync(await PostAsync(host, "stream", form));

        Assert.EndsWith("/a/b/given.png", data.GetProperty("file_url").GetString(), StringComparison.Ordinal);
        Assert.Equal("own name.png", data.GetProperty("original_name").GetString());
    }

    [Fact]
    public async Task A_form_upload_without_a_name_takes_the_clients_own()
    {
        await using var host = await EmulatorHost.StartAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Some.Photo()), "file", "../my photo.png" } };

        Assert.Equal("my-photo.png", (await DataAsync(await PostAsync(host, "stream", form))).GetProperty("file_name").GetString());
    }

    [Fact]
    public async Task A_data_url_is_taken_as_base64()
    {
        await using var host = await EmulatorHost.StartAsync();

        var data = await DataAsync(await host.SendAsync(
            HttpMethod.Post, "api/v1/files/upload/base64", new { base64_data = $"data:image/png;base64,{Convert.ToBase64String(Some.Photo())}" }));

        Assert.EndsWith(".png", data.GetProperty("file_name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_fetched_by_its_url_or_refused_with_40004()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Backchannel.Files["https://shop.example.com/coat.png"] = Some.Garment();

        var found = await host.SendAsync(HttpMethod.Post, "api/v1/files/upload/url", new { file_url = "https://shop.example.com/coat.png" });
        var missing = await host.SendAsync(HttpMethod.Post, "api/v1/files/upload/url", new { file_url = "https://shop.example.com/hat.png" });

        Assert.Equal("coat.png", (await DataAsync(found)).GetProperty("file_name").GetString());
        await FailedAsync(missing, 400, 40004);
    }

    [Fact]
    public async Task What_is_not_an_image_of_a_known_kind_is_refused_with_40002()
    {
        await using var host = await EmulatorHost.StartAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent("text"u8.ToArray()), "file", "p.png" } };

        await FailedAsync(await PostAsync(host, "stream", form), 400, 40002);
    }

    [Theory]
    [InlineData("base64", """{"base64_data":"%%%"}""")]
    [InlineData("base64", """{}""")]
    [InlineData("base64", """{"base64_data":"data:image/png"}""")]
    [InlineData("base64", "not JSON")]
    [InlineData("stream", "no form")]
    [InlineData("url", """{"file_url":"file:///etc/hosts"}""")]
    [InlineData("url", """{"file_url":"/a.png"}""")]
    public async Task A_malformed_upload_is_refused(string call, string body)
    {
        await using var host = await EmulatorHost.StartAsync();

        await FailedAsync(await PostAsync(host, call, new StringContent(body)), 400);
    }

    [Theory]
    [InlineData("..", "p.png")]
    [InlineData("a/../b", "p.png")]
    [InlineData("a", "../p.png")]
    [InlineData("a", "..")]
    [InlineData("a", "p q.png")]
    public async Task Names_that_would_lead_elsewhere_are_refused(string folder, string name)
    {
        await using var host = await EmulatorHost.StartAsync();

        var response = await host.SendAsync(HttpMethod.Post, "api/v1/files/upload/base64", new
        {
            base64_data = Convert.ToBase64String(Some.Photo()),
            upload_path = folder,
            file_name = name,
        });

        await FailedAsync(response, 400);
    }

    [Fact]
    public async Task A_form_broken_off_in_the_middle_is_refused()
    {
        await using var host = await EmulatorHost.StartAsync();
        using var content = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.png\"\r\n\r\nabc");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        await FailedAsync(await PostAsync(host, "stream", content), 400);
    }

    [Fact]
    public async Task A_file_expires_after_72_hours()
    {
        await using var host = await EmulatorHost.StartAsync();
        var url = (await host.UploadAsync(Some.Photo(), "p.png")).GetProperty("file_url").GetString()!;

        host.Time.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        var alive = await host.SendAsync(HttpMethod.Get, url);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var expired = await host.SendAsync(HttpMethod.Get, url);

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
    }

    [Fact]
    public async Task A_file_of_the_same_name_overwrites_the_old_one()
    {
        await using var host = await EmulatorHost.StartAsync();
        var first = await host.UploadAsync(Some.Photo(), "p.png");
        var second = await host.UploadAsync(Some.Garment(), "p.png");

        var served = await host.SendAsync(HttpMethod.Get, first.GetProperty("file_url").GetString()!);

        Assert.Equal(first.GetProperty("file_url").GetString(), second.GetProperty("file_url").GetString());
        Assert.Equal(Some.Garment(), await served.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, (await host.GetAsync("api/v1/files/quota")).GetProperty("data").GetProperty("used_files").GetInt32());
        Assert.Single(Directory.GetFiles(host.Services.GetFolder().Uploads, "*.bin"));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_cannot_be_deleted_again()
    {
        await using var host = await EmulatorHost.StartAsync();
        var file = await host.UploadAsync(Some.Photo(), "p.png");
        var call = $"api/v1/files/{file.GetProperty("file_id").GetString()}";

        var deleted = await host.SendAsync(HttpMethod.Delete, call);

        Assert.True((await EmulatorHost.ReadAsync(deleted)).GetProperty("success").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, file.GetProperty("file_url").GetString()!)).StatusCode);
        await FailedAsync(await host.SendAsync(HttpMethod.Delete, call), 404);
        Assert.Empty(Directory.GetFiles(host.Services.GetFolder().Uploads));
    }

    [Fact]
    public async Task The_hundred_and_first_file_is_refused_with_40003_unless_it_overwrites_one()
    {
        await using var host = await EmulatorHost.StartAsync();
        var photo = Some.Photo(2, 2);
        for (var file = 0; file < 100; file++)
        {
            await host.UploadAsync(photo, $"{file}.png");
        }

        var refused = await host.SendAsync(HttpMethod.Post, "api/v1/files/upload/base64", new { base64_data = Convert.ToBase64String(photo) });
        await host.UploadAsync(photo, "7.png");

        await FailedAsync(refused, 400, 40003);
        Assert.Equal(
            """{"user_group":"default","used_files":100,"max_files":100,"remain_files":0}""",
            (await host.GetAsync("api/v1/files/quota")).GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_vip_may_keep_500_files()
    {
        await using var host = await EmulatorHost.StartAsync(options => options.IsVip = true);

        Assert.Equal(
            """{"user_group":"vip","used_files":0,"max_files":500,"remain_files":500}""",
            (await host.GetAsync("api/v1/files/quota")).GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Files_are_listed_in_pages_newest_first()
    {
        await using var host = await EmulatorHost.StartAsync();
        foreach (var name in new[] { "1.png", "2.png", "3.png" })
        {
            await host.UploadAsync(Some.Photo(2, 2), name);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = (await host.GetAsync("api/v1/files/list?page=1&pageSize=2")).GetProperty("data");
        var second = (await host.GetAsync("api/v1/files/list?page=2&pageSize=2")).GetProperty("data");

        Assert.Equal(3, first.GetProperty("total").GetInt32());
        Assert.Equal(["3.png", "2.png"], Names(first));
        Assert.Equal(["1.png"], Names(second));
    }

    [Fact]
    public async Task Uploads_without_a_key_are_401_in_the_file_apis_own_words()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Client.DefaultRequestHeaders.Remove("Authorization");

        await FailedAsync(await host.SendAsync(HttpMethod.Get, "api/v1/files/quota"), 401, 401);
    }

    [Fact]
    public async Task The_file_api_can_fail_with_HTTP_200()
    {
        await using var host = await EmulatorHost.StartAsync();
        await host.SetFaultsAsync(new { fileApiFails = true });

        await FailedAsync(await host.SendAsync(HttpMethod.Post, "api/v1/files/upload/base64", new { base64_data = "AA==" }), 200, 50001);
        await FailedAsync(await host.SendAsync(HttpMethod.Get, "api/v1/files/quota"), 200, 50001);
    }

    [Fact]
    public async Task Uploads_can_expire_before_their_time()
    {
        await using var host = await EmulatorHost.StartAsync();
        var url = (await host.UploadAsync(Some.Photo(), "p.png")).GetProperty("file_url").GetString()!;
        await host.SetFaultsAsync(new { expireUploads = true });

        var task = await host.RunAsync(Some.Create(changes: ("image_urls", Some.Urls(url))));

        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, url)).StatusCode);
        Assert.Equal("image_processing_error", task.GetProperty("error").GetProperty("code").GetString());
    }

    private static Task<HttpResponseMessage> PostAsync(EmulatorHost host, string call, HttpContent content) =>
        host.Client.PostAsync($"api/v1/files/upload/{call}", content, TestContext.Current.CancellationToken);

    private static async Task<JsonElement> DataAsync(HttpResponseMessage response)
    {
        var answer = await EmulatorHost.ReadAsync(response);
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.ToString());
        return answer.GetProperty("data");
    }

    private static async Task FailedAsync(HttpResponseMessage response, int status, int? code = null)
    {
        Assert.Equal(status, (int)response.StatusCode);
        var answer = await EmulatorHost.ReadAsync(response);
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal(code ?? status, answer.GetProperty("code").GetInt32());
        Assert.NotEmpty(answer.GetProperty("msg").GetString()!);
    }

    private static IEnumerable<string?> Names(JsonElement page) =>
        page.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file_name").GetString());
}
