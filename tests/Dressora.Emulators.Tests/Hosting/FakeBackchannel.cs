using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;

namespace Dressora.Emulators.Tests;

/// <summary>The network as the emulator sees it: takes callbacks, and serves files.</summary>
internal sealed class FakeBackchannel : HttpMessageHandler
{
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();

    /// <summary>What the next callbacks are answered with; 200 when there is nothing left.</summary>
    public ConcurrentQueue<HttpStatusCode> Answers { get; } = new();

    /// <summary>The files that can be downloaded.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>When set, callbacks are received and never answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How many callbacks arrived that no test has taken.</summary>
    public int Waiting => _received.Reader.Count;

    public async Task<Received> NextAsync() => await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(WatchedTime.Patience, TestContext.Current.CancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return Files.TryGetValue(request.RequestUri!.AbsoluteUri, out var file)
                ? new HttpResponseMessage { Content = new ByteArrayContent(file) }
                : new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        var isSilent = IsSilent; // Before a test can see the callback, and change its mind.
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var type = request.Content.Headers.ContentType?.MediaType;
        await _received.Writer.WriteAsync(new Received(request.RequestUri!.AbsoluteUri, type, body), cancellationToken);
        if (isSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return new HttpResponseMessage(Answers.TryDequeue(out var status) ? status : HttpStatusCode.OK);
    }

    internal sealed record Received(string Url, string? ContentType, string Body)
    {
        public JsonElement Json => JsonElement.Parse(Body);
    }
}
