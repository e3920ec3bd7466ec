using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Tests.Transfers;

public sealed class GuardedDownloaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5_000_000)]
    public async Task A_file_arrives_to_the_byte_with_its_hash(int length)
    {
        var file = RandomNumberGenerator.GetBytes(length);
        await using var bench = await DownloadBench.StartAsync(file);

        var download = await bench.FetchAsync(DownloadBench.PublicUrl, new DownloadRules { BytesMax = length });

        await using var spool = Assert.IsType<Download.Fetched>(download).Spool;
        using var copy = new MemoryStream();
        await spool.Open().CopyToAsync(copy, TestContext.Current.CancellationToken);
        Assert.Equal(file, copy.ToArray());
        Assert.Equal(SHA256.HashData(file), spool.Sha256.ToArray());
    }

    [Fact]
    public async Task Nothing_about_the_host_travels_with_a_request()
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.Cookies.Append("session", "1");
            return context.Response.WriteAsync("file");
        });
        using var trace = new Activity("a trace that is the host's own business").Start();

        await using var first = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;
        await using var second = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;

        Assert.Equal(["Accept-Encoding", "Host", "User-Agent"], bench.Server.LastRequest!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("identity", bench.Server.LastRequest["Accept-Encoding"]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_file_that_the_server_will_not_give_is_gone(int status)
    {
        await using var bench = await DownloadBench.StartAsync(Status(status));

        Assert.Equal(new Download.Gone(status), await bench.FetchAsync(DownloadBench.PublicUrl));
    }

    [Theory]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(304)]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_server_in_trouble_is_asked_again(int status)
    {
        await using var bench = await DownloadBench.StartAsync(Status(status));

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(DownloadBench.PublicUrl));
    }

    [Fact]
    public async Task An_announced_length_beyond_the_limit_is_refused_before_the_body_is_read()
    {
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            context.Response.ContentLength = 1L << 40;
            await context.Response.Body.FlushAsync();
            await WaitForAbort(context);
        });

        var refused = await bench.FetchAsync(DownloadBench.PublicUrl);

        Assert.Equal(TransferRefusals.TooLarge, Assert.IsType<Download.Refused>(refused).Code);
    }

    [Fact]
    public async Task An_endless_body_is_refused_at_the_limit()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            var chunk = new byte[64 << 10];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, CancellationToken.None);
            }

            ended.SetResult();
        });

        var refused = await bench.FetchTrustedAsync(bytesMax: 3 << 20);

        Assert.Equal(TransferRefusals.TooLarge, Assert.IsType<Download.Refused>(refused).Code);
        await ended.Task; // The connection was closed: nobody goes on sending.
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public async Task The_limit_itself_is_allowed_when_no_length_is_announced(int bytesMax, bool allowed)
    {
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(new byte[60]);
            await context.Response.Body.FlushAsync();
            await context.Response.Body.WriteAsync(new byte[40]);
        });

        var download = await bench.FetchTrustedAsync(bytesMax: bytesMax);

        Assert.Equal(allowed, download is Download.Fetched);
        await ((download as Download.Fetched)?.Spool.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, deflate")]
    public async Task A_compressed_answer_is_refused_so_nothing_can_swell(string encoding)
    {
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await using var bomb = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await bomb.WriteAsync(new byte[1 << 20]);
        });

        var refused = await bench.FetchAsync(DownloadBench.PublicUrl);

        Assert.Equal(TransferRefusals.Encoded, Assert.IsType<Download.Refused>(refused).Code);
    }

    [Fact]
    public async Task A_page_that_is_called_an_image_is_fetched_and_then_not_taken_for_one()
    {
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            context.Response.ContentType = "image/png";
            return context.Response.WriteAsync("<!doctype html><script>alert(1)</script>");
        });

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(DownloadBench.PublicUrl)).Spool;
        var rejected = Assert.IsType<ImageInspection.Rejected>(ImageInspector.Inspect(spool.Open(), 1_000));

        Assert.Equal(ImageRejections.NotAnImage, rejected.Code);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            asked.SetResult();
            return WaitForAbort(context);
        });

        var fetch = bench.FetchTrustedAsync();
        await asked.Task;
        var download = await bench.PassTimeAsync(fetch);

        Assert.Contains("time-out", Assert.IsType<Download.Unavailable>(download).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_stands_still_is_given_up()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            await context.Response.WriteAsync("the beginning");
            await context.Response.Body.FlushAsync();
            begun.SetResult();
            await WaitForAbort(context);
        });

        var fetch = bench.FetchTrustedAsync();
        await begun.Task;
        var download = await bench.PassTimeAsync(fetch);

        Assert.Contains("time-out", Assert.IsType<Download.Unavailable>(download).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_in_the_body_is_tried_again()
    {
        await using var bench = await DownloadBench.StartAsync(async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.Body.WriteAsync(new byte[10]);
            await context.Response.Body.FlushAsync();
            context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
        });

        Assert.IsType<Download.Unavailable>(await bench.FetchTrustedAsync());
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.TryAgain)]
    public async Task A_name_that_does_not_resolve_is_tried_again(SocketError error)
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => throw new SocketException((int)error);

        Assert.Equal(
            new Download.Unavailable("the host name could not be resolved"), await bench.FetchAsync(DownloadBench.PublicUrl));
    }

    [Fact]
    public async Task A_name_without_addresses_is_tried_again()
    {
        await using var bench = await DownloadBench.StartAsync([1]);
        bench.Network.Names = (_, _) => [];

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(DownloadBench.PublicUrl));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_believed()
    {
        await using var bench = await DownloadBench.StartAsync([1]);

        var download = await bench.FetchAsync(new Uri("https://other.example.org/"));

        Assert.Equal(new Download.Unavailable("the TLS handshake failed"), download);
        Assert.Equal(0, bench.Server.Requests);
    }

    [Fact]
    public async Task The_second_address_is_tried_when_the_first_does_not_answer()
    {
        var network = new DownloadNetwork(TimeProvider.System)
        {
            ConnectAsync = (address, _) => address.Address.Equals(IPAddress.Parse("93.184.216.34"))
                ? throw new SocketException((int)SocketError.NetworkUnreachable)
                : Task.FromResult<Stream>(new MemoryStream()),
        };
        IPAddress[] addresses = [IPAddress.Parse("93.184.216.34"), IPAddress.Parse("93.184.216.35")];

        await using var connection = await network.ConnectToAnyAsync(addresses, 443, TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<SocketException>(
            () => network.ConnectToAnyAsync(addresses[..1], 443, TestContext.Current.CancellationToken));

        Assert.NotNull(connection);
        Assert.Equal(SocketError.NetworkUnreachable, failure.SocketErrorCode);
    }

    [Fact]
    public async Task An_address_that_swallows_the_connection_does_not_use_up_the_time_of_the_next()
    {
        var clock = new FakeTimeProvider();
        var network = new DownloadNetwork(clock)
        {
            ConnectAsync = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
                return Stream.Null;
            },
        };
        IPAddress[] addresses = [IPAddress.Parse("93.184.216.34"), IPAddress.Parse("93.184.216.35")];

        var connecting = network.ConnectToAnyAsync(addresses, 443, TestContext.Current.CancellationToken);
        for (var second = 0; second < 10 || !connecting.IsCompleted; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(SocketError.TimedOut, (await Assert.ThrowsAsync<SocketException>(() => connecting)).SocketErrorCode);
    }

    [Fact]
    public async Task The_callers_cancellation_is_not_taken_for_a_time_out()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await DownloadBench.StartAsync(context =>
        {
            asked.SetResult();
            return WaitForAbort(context);
        });
        using var giveUp = new CancellationTokenSource();
        var fetch = bench.Downloader.FetchAsync(
            bench.Server.Http, new DownloadRules { BytesMax = 1, TrustedOrigins = [bench.Server.Http] }, giveUp.Token);

        await asked.Task;
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    [Fact]
    public async Task Only_so_many_downloads_run_at_once_and_a_turn_is_always_given_back()
    {
        var inside = 0;
        var most = 0;
        await using var bench = await DownloadBench.StartAsync(
            async context =>
            {
                var now = Interlocked.Increment(ref inside);
                most = Math.Max(most, now);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                context.Response.StatusCode = 404;
            },
            new TransferOptions { ConcurrencyMax = 1 });

        var downloads = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => bench.FetchTrustedAsync()));

        Assert.All(downloads, download => Assert.IsType<Download.Gone>(download));
        Assert.Equal(1, most);
    }

    private static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task WaitForAbort(HttpContext context)
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }
}
