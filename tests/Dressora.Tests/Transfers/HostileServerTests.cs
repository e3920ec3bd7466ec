using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dressora.Tests.Transfers;

/// <summary>What a server may try once it is connected to: none of it takes more than its caps, or makes us tell it anything.</summary>
public sealed class HostileServerTests
{
    private static DownloadRules Rules => new() { BytesMax = 1 << 20 };

    [Fact]
    public async Task No_proxy_cookie_credential_redirect_or_decompression_comes_between_a_handler_and_the_checked_address()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        foreach (var handler in new[]
        {
            GuardedHandlers.ForPublicHosts(bench.Network.AsNetwork(), TimeSpan.FromSeconds(1)),
            GuardedHandlers.ForTrustedOrigins(bench.Network.AsNetwork(), TimeSpan.FromSeconds(1)),
        })
        {
            using (handler)
            {
                // With UseProxy the environment's HTTP_PROXY would be connected to in place of the checked address.
                Assert.Equal((false, false, false, false), (handler.UseProxy, handler.UseCookies, handler.AllowAutoRedirect, handler.PreAuthenticate));
                Assert.Equal((null, null), (handler.Credentials, handler.DefaultProxyCredentials));
                Assert.Equal(DecompressionMethods.None, handler.AutomaticDecompression);
                Assert.NotNull(handler.ConnectCallback);
            }
        }
    }

    [Fact]
    public async Task A_cookie_that_a_hop_sets_is_not_sent_to_the_next_one()
    {
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            context.Response.Headers.SetCookie = "session=1; Path=/";
            if (context.Request.Path == "/image.png")
            {
                context.Response.Redirect("/next");
                return;
            }

            await context.Response.WriteAsync("bytes");
        });

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;

        Assert.DoesNotContain("Cookie", bench.Server.LastRequest!.Keys);
        Assert.DoesNotContain("Referer", bench.Server.LastRequest.Keys);
        Assert.DoesNotContain("Authorization", bench.Server.LastRequest.Keys);
    }

    [Fact]
    public async Task Headers_beyond_their_limit_end_the_connection()
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            for (var i = 0; i < 20; i++)
            {
                context.Response.Headers[$"X-Filler-{i}"] = new string('x', 4_000);
            }

            return context.Response.WriteAsync("bytes");
        });

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(DownloadBench.PublicUrl));
    }

    [Fact]
    public async Task A_body_shorter_than_announced_is_no_file()
    {
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("too short");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(DownloadBench.PublicUrl));
    }

    [Fact]
    public async Task A_body_that_drips_for_ever_is_given_up_at_the_total_time_out()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[] { 1 });
                await context.Response.Body.FlushAsync();
                begun.TrySetResult();
                await Task.Yield();
            }
        });

        var fetch = bench.FetchAsync(DownloadBench.PublicUrl, Rules with { BytesMax = 1 << 30 });
        await begun.Task;
        var download = await bench.PassTimeAsync(fetch);

        Assert.Contains("time-out", Assert.IsType<Download.Unavailable>(download).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task A_decompression_bomb_is_refused_before_its_first_byte(string encoding)
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(new byte[10_000]).AsTask();
        });

        Assert.IsType<Download.Refused>(await bench.FetchAsync(DownloadBench.PublicUrl));
        Assert.Equal("identity", bench.Server.LastRequest!["Accept-Encoding"]);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<!-- --><svg onload='alert(1)'></svg>")]
    [InlineData("%PDF-1.7\n")]
    public async Task Markup_dressed_as_an_image_is_no_image(string content)
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.ContentType = "image/png";
            return context.Response.WriteAsync(content);
        });

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;

        Assert.IsType<ImageInspection.Rejected>(ImageInspector.Inspect(spool.Open(), 1_000));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("PK\u0003\u0004 an archive")]
    [InlineData("%PDF-1.7")]
    public async Task An_image_that_is_something_else_as_well_is_not_taken(string second)
    {
        byte[] polyglot = [.. Testing.TestImages.Png.Span, .. Encoding.Latin1.GetBytes(second)];
        await using var bench = await DownloadBench.StartAsync(polyglot);

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;

        Assert.Equal(ImageRejections.TrailingData, Assert.IsType<ImageInspection.Rejected>(ImageInspector.Inspect(spool.Open(), 1_000)).Code);
    }

    [Fact]
    public async Task A_URL_reaches_no_answer_and_no_trace()
    {
        var traced = new List<string>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (traced)
                {
                    traced.Add(string.Join(' ', activity.TagObjects.Select(tag => tag.Value)));
                }
            },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        var download = await bench.FetchAsync(new Uri("https://files.example.com/a-name-that-nobody-else-has?signature=secret"));

        Assert.DoesNotContain("secret", download.ToString(), StringComparison.Ordinal);
        lock (traced)
        {
            Assert.DoesNotContain(traced, tags => tags.Contains("https://files.example.com/a-name-that-nobody-else-has", StringComparison.Ordinal));
        }
    }
}
