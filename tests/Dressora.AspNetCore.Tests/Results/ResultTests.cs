using System.Net;

namespace Dressora.AspNetCore.Tests;

public sealed class ResultTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 1_000).Select(i => (byte)(i % 251))];

    [Fact]
    public async Task The_bytes_come_with_their_type_and_private_caching()
    {
        await using var app = await TestApp.StartAsync();
        var url = AddResult(app);

        var response = await app.Client.SendAsync(HttpMethod.Get, url);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.CacheControl?.Private);
        Assert.Equal(Bytes, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_part_can_be_asked_for()
    {
        await using var app = await TestApp.StartAsync();
        var url = AddResult(app);

        var response = await app.Client.SendAsync(HttpMethod.Get, url, ("Range", "bytes=100-199"));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("bytes 100-199/1000", response.Content.Headers.ContentRange?.ToString());
        Assert.Equal(Bytes[100..200], await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_part_beyond_the_end_is_416()
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.SendAsync(HttpMethod.Get, AddResult(app), ("Range", "bytes=1000-"));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_has_the_bytes_gets_304()
    {
        await using var app = await TestApp.StartAsync();
        var url = AddResult(app);
        var tag = (await app.Client.SendAsync(HttpMethod.Get, url)).Headers.ETag!.Tag;

        var response = await app.Client.SendAsync(HttpMethod.Get, url, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task The_head_of_a_result_has_its_length_and_no_bytes()
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.SendAsync(HttpMethod.Head, AddResult(app));

        Assert.Equal(1_000, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_with_addresses_of_its_own_is_redirected_to()
    {
        await using var app = await TestApp.StartAsync();
        app.Results.ReadUrl = new Uri("https://bucket.example/results/1?signature=abc");

        var response = await app.Client.SendAsync(HttpMethod.Get, AddResult(app));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("https://bucket.example/results/1?signature=abc", response.Headers.Location?.AbsoluteUri);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("01x")]
    [InlineData("99999999999")]
    public async Task A_result_that_was_not_delivered_is_404(string index)
    {
        await using var app = await TestApp.StartAsync();
        var url = AddResult(app);

        var response = await app.Client.SendAsync(HttpMethod.Get, url[..^1] + index);

        await response.AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_result_whose_bytes_are_gone_is_404()
    {
        await using var app = await TestApp.StartAsync();
        var url = AddResult(app);
        app.Results.Objects.Clear();

        var response = await app.Client.SendAsync(HttpMethod.Get, url);

        await response.AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    private static string AddResult(TestApp app)
    {
        var job = app.Jobs.Add(Some.Succeeded());
        app.Results.Objects[job.Results[0].Key] = Bytes;
        return $"/dressora/jobs/{job.Id}/results/1";
    }
}
