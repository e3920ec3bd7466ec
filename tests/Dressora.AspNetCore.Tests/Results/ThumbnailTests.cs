using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Dressora.AspNetCore.Tests;

public sealed class ThumbnailTests
{
    private static readonly byte[] Bytes = [1, 2, 3];

    [Fact]
    public async Task A_thumbnail_of_a_size_the_host_makes_is_read()
    {
        await using var app = await StartAsync(256);

        var response = await app.Client.SendAsync(HttpMethod.Get, AddThumbnail(app, 256));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/webp", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(Bytes, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_with_addresses_of_its_own_is_redirected_to()
    {
        await using var app = await StartAsync(256);
        app.Results.ReadUrl = new Uri("https://bucket.example/thumbnail?signature=abc");

        var response = await app.Client.SendAsync(HttpMethod.Get, AddThumbnail(app, 256));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(app.Results.ReadUrl, response.Headers.Location);
    }

    [Theory]
    [InlineData("512")]
    [InlineData("-256")]
    [InlineData("256.0")]
    [InlineData("9999999999")]
    [InlineData("wide")]
    public async Task A_size_that_is_not_made_is_not_found(string side)
    {
        await using var app = await StartAsync(256);
        var url = AddThumbnail(app, 256);

        var response = await app.Client.SendAsync(HttpMethod.Get, url[..url.LastIndexOf('/')] + "/" + side);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_host_that_makes_none_has_none()
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.SendAsync(HttpMethod.Get, AddThumbnail(app, 256));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Another_accounts_thumbnail_is_not_found()
    {
        await using var app = await StartAsync(256);
        var url = AddThumbnail(app, 256);

        var response = await app.As("bob").SendAsync(HttpMethod.Get, url);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_thumbnail_that_could_not_be_made_is_not_found()
    {
        await using var app = await StartAsync(256);
        var url = AddThumbnail(app, 256);
        app.Results.Objects.Clear();

        var response = await app.Client.SendAsync(HttpMethod.Get, url);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<TestApp> StartAsync(params int[] sides)
    {
        var images = Substitute.For<IImageProcessor>();
        images.ThumbnailSides.Returns(sides);
        return TestApp.StartAsync(services => services.AddSingleton(images));
    }

    private static string AddThumbnail(TestApp app, int side)
    {
        var job = app.Jobs.Add(Some.Succeeded());
        app.Results.Objects[StorageKey.ForThumbnail(job.Id, 1, side)] = Bytes;
        return $"/dressora/jobs/{job.Id}/results/1/thumbnails/{side}";
    }
}
