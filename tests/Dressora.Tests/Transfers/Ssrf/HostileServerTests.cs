using System.Text;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>Servers that lie about how much they send, never stop, or do not speak HTTP at all.</summary>
public sealed class HostileServerTests
{
    private const int BytesMax = 100_000;
    private const int HeaderBytesMax = 32 << 10;

    // What the kernels of both ends and the reader's buffer take before anybody can say no.
    private const long InFlight = 16 << 20;

    private const string Ok = "HTTP/1.1 200 OK\r\n";

    [Theory]
    [InlineData("without a length", "Connection: close\r\n\r\n", "0123456789")]
    [InlineData("in chunks", "Transfer-Encoding: chunked\r\n\r\n", "A\r\n0123456789\r\n")]
    [InlineData("in chunks of a byte", "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    [InlineData("in chunks with extensions", "Transfer-Encoding: chunked\r\n\r\n", "A;a=b;c=d\r\n0123456789\r\n")]
    [InlineData("in one chunk of a terabyte", "Transfer-Encoding: chunked\r\n\r\n10000000000\r\n", "0123456789")]
    public async Task An_endless_body_is_cut_at_the_limit(string name, string headers, string endlessly)
    {
        await using var server = RawServer.Repeating(Ok + headers, string.Concat(Enumerable.Repeat(endlessly, 1_000)));
        using var bench = new RawBench();

        var refused = Assert.IsType<Download.Refused>(await bench.FetchAsync(server));

        Assert.Equal(TransferRefusals.TooLarge, refused.Code);
        await server.HungUp;
        Assert.InRange(server.BytesSent, 0, InFlight);
        bench.AssertNothingIsLeft(name);
    }

    [Theory]
    [InlineData("a header line that never ends", Ok + "X-Long: ", "xxxxxxxxxxxxxxxx")]
    [InlineData("headers that never end", Ok, "X-More: and more\r\n")]
    [InlineData("a status line that never ends", "HTTP/1.1 200 ", "OK OK OK ")]
    [InlineData("one cookie after the other", Ok, "Set-Cookie: a=b; Path=/\r\n")]
    [InlineData("trailers that never end", Ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", "X-More: and more\r\n")]
    [InlineData("an extension of a chunk that never ends", Ok + "Transfer-Encoding: chunked\r\n\r\n1;", "extended")]
    [InlineData("digits of a length that never end", Ok + "Transfer-Encoding: chunked\r\n\r\n", "0000000000")]
    public async Task Endless_protocol_is_given_up_with_a_little_memory(string name, string beginning, string endlessly)
    {
        await using var server = RawServer.Repeating(beginning, string.Concat(Enumerable.Repeat(endlessly, 1_000)));
        using var bench = new RawBench();

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(server));

        await server.HungUp;
        Assert.InRange(server.BytesSent, 0, InFlight);
        bench.AssertNothingIsLeft(name);
    }

    [Fact]
    public async Task Headers_beyond_32_KiB_are_given_up_and_those_below_are_read()
    {
        string Answer(int length) => $"{Ok}Content-Length: 4\r\nX-Long: {new string('x', length)}\r\n\r\nfile";
        await using var below = RawServer.Saying(Answer(HeaderBytesMax - 1_000));
        await using var beyond = RawServer.Saying(Answer(HeaderBytesMax + 1_000));
        using var bench = new RawBench();

        await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(below)).Spool;

        Assert.Equal(4, spool.Bytes);
        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(beyond));
    }

    [Theory]
    [InlineData("a length that is too long", "Content-Length: 1000\r\nConnection: close\r\n\r\nshort")]
    [InlineData("chunks that break off", "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nsho")]
    [InlineData("chunks without the last one", "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nshort\r\n")]
    [InlineData("a chunk whose length is no number", "Transfer-Encoding: chunked\r\n\r\nxyz\r\nshort\r\n0\r\n\r\n")]
    [InlineData("a chunk whose length overflows", "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nshort\r\n0\r\n\r\n")]
    [InlineData("a chunk that is longer than it says", "Transfer-Encoding: chunked\r\n\r\n2\r\nshort\r\n0\r\n\r\n")]
    [InlineData("headers without an end", "Content-Length: 5\r\n")]
    public async Task A_body_that_is_not_what_was_announced_is_never_taken_for_a_file(string name, string rest)
    {
        await using var server = RawServer.Saying(Ok + rest);
        using var bench = new RawBench();

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(server));

        bench.AssertNothingIsLeft(name);
    }

    [Theory]
    [InlineData("Content-Length: 4\r\n\r\nfileand much more than was announced")]
    [InlineData("Content-Length: 4\r\n\r\nfileHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond")]
    [InlineData("Content-Length: 4\r\nConnection: close\r\n\r\nfile<script>")]
    public async Task What_follows_the_announced_length_is_not_read_and_never_answers_the_next_request(string rest)
    {
        await using var server = RawServer.Saying(Ok + rest);
        using var bench = new RawBench();

        for (var request = 1; request <= 2; request++)
        {
            await using var spool = Assert.IsType<Download.Fetched>(await bench.FetchAsync(server)).Spool;
            using var reader = new StreamReader(spool.Open(), Encoding.Latin1);
            Assert.Equal("file", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
            Assert.Equal(request, server.Connections);
        }
    }

    [Theory]
    [InlineData("nothing at all", "")]
    [InlineData("a mail server", "220 mail.example.com ESMTP\r\n")]
    [InlineData("a shell", "SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("a cache", "-ERR unknown command 'GET'\r\n")]
    [InlineData("a file without headers", "\u0089PNG\r\n\u001a\n")]
    [InlineData("another version", "HTTP/9.9 200 OK\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("a status that is no number", "HTTP/1.1 OK 200\r\n\r\n")]
    [InlineData("a change of protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nframes")]
    [InlineData("zeros", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\n\r\n")]
    public async Task What_does_not_speak_HTTP_is_no_file(string name, string answer)
    {
        await using var server = RawServer.Saying(answer);
        using var bench = new RawBench();

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(server));

        bench.AssertNothingIsLeft(name);
    }

    [Theory]
    [InlineData("headers, letter by letter", Ok + "X-Slow: ", "x")]
    [InlineData("answers that announce an answer", "", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("a body, letter by letter", Ok + "Connection: close\r\n\r\n", "x")]
    [InlineData("a body in chunks of a letter", Ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    public async Task A_slow_drip_is_given_up_although_it_never_stands_still(string name, string beginning, string drop)
    {
        using var bench = new RawBench();
        using var moved = new SemaphoreSlim(0);
        await using var server = RawServer.Dripping(beginning, drop, moved.WaitAsync);

        var download = bench.FetchAsync(server);
        await server.Asked;
        while (!download.IsCompleted)
        {
            moved.Release();
            bench.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.Contains("time-out", Assert.IsType<Download.Unavailable>(await download).Reason, StringComparison.Ordinal);
        Assert.InRange(server.BytesSent, 0, BytesMax);
        bench.AssertNothingIsLeft(name);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    [InlineData("compress")]
    [InlineData("gzip, gzip, gzip")]
    [InlineData("identity, br")]
    [InlineData("unheard-of")]
    public async Task Nothing_that_could_swell_is_read(string encoding)
    {
        await using var server = RawServer.Repeating($"{Ok}Content-Encoding: {encoding}\r\nConnection: close\r\n\r\n", new string('\0', 10_000));
        using var bench = new RawBench();

        Assert.Equal(TransferRefusals.Encoded, Assert.IsType<Download.Refused>(await bench.FetchAsync(server)).Code);

        await server.HungUp;
        Assert.InRange(server.BytesSent, 0, InFlight);
        bench.AssertNothingIsLeft(encoding);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    [InlineData(201)]
    public async Task A_location_in_any_other_answer_is_not_followed(int status)
    {
        await using var target = RawServer.Saying(Ok + "Content-Length: 4\r\n\r\nfile");
        await using var server = RawServer.Saying(
            $"HTTP/1.1 {status} Odd\r\nLocation: {target.Origin}\r\nRefresh: 0; url={target.Origin}\r\nContent-Length: 0\r\n\r\n");
        using var bench = new RawBench();

        Assert.IsType<Download.Unavailable>(await bench.FetchAsync(server));

        Assert.Equal(0, target.Connections);
    }
}
