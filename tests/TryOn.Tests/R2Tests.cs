using System.Net;
using Dressora.Storage.R2.Tests;

namespace TryOn.Tests;

/// <summary>The sample with its images in R2: Cloudflare's simulator, with real signatures.</summary>
public sealed class R2Tests(R2Server server) : IClassFixture<R2Server>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_try_on_ends_in_the_bucket_behind_links_that_outlive_the_providers()
    {
        var settings = R2Environment.Of(server.Process);
        await using var sample = await Sample.StartAsync(settings);
        using var emulator = new Emulator(sample);
        using var shopper = await Shopper.SignInAsync(sample);

        var job = await shopper.TryOnAsync(await shopper.PrepareAsync());

        Assert.Equal("Succeeded", Shopper.StatusOf(job));
        var link = await shopper.FollowLinkAsync(job.GetProperty("results")[0].GetProperty("url").GetString()!);
        Assert.StartsWith(server.Process.Endpoint.AbsoluteUri, link.AbsoluteUri, StringComparison.Ordinal);

        await emulator.SetFaultsAsync("""{"expireResults":true}""");
        Assert.Equal(HttpStatusCode.NotFound, await emulator.OpenFirstResultAsync());

        using var reader = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server.Process.Certificate.GetCertHashString() },
        });
        using var image = await reader.GetAsync(link, Stop);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (image.StatusCode, image.Content.Headers.ContentType?.MediaType));
        Assert.False(Pictures.Difference(await shopper.GetBytesAsync("/person.png"), await image.Content.ReadAsByteArrayAsync(Stop)).IsEmpty);
        using var again = await reader.GetAsync(await shopper.FollowLinkAsync(job.GetProperty("results")[0].GetProperty("url").GetString()!), Stop);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        // The two uploads and the result, and nothing else.
        var objects = (await R2Bucket.ListAsync(server.Process, Stop)).Keys.Where(key => key.StartsWith(settings["R2__Prefix"], StringComparison.Ordinal)).ToList();
        Assert.Equal(2, objects.Count(key => key.StartsWith($"{settings["R2__Prefix"]}/inputs/", StringComparison.Ordinal)));
        Assert.EndsWith("/0", Assert.Single(objects, key => key.StartsWith($"{settings["R2__Prefix"]}/results/", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(3, objects.Count);
    }
}
