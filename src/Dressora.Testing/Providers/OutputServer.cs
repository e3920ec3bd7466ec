using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace Dressora.Testing;

/// <summary>
/// Serves the outputs of scripted tasks over HTTP without a socket: the downloader's connections
/// end in this process.
/// </summary>
internal static class OutputServer
{
    public static Uri Origin { get; } = new("http://outputs.dressora.test");

    public static IReadOnlyList<Uri> UrlsOf(ScriptedTask task) =>
        [.. Enumerable.Range(0, task.Outputs ?? task.Request.Count).Select(index => new Uri(Origin, $"/{task.Id}/{index}.png"))];

    public static DownloadNetwork CreateNetwork(TimeProvider time) => new(time)
    {
        ResolveAsync = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        ConnectAsync = (_, _) => Task.FromResult<Stream>(Connect()),
    };

    private static PipePairStream Connect()
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        _ = ServeAsync(toServer.Reader, toClient.Writer);
        return new PipePairStream(toClient.Reader.AsStream(), toServer.Writer.AsStream());
    }

    private static async Task ServeAsync(PipeReader requests, PipeWriter responses)
    {
        var received = new StringBuilder();
        while (!received.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await requests.ReadAsync().ConfigureAwait(false);
            foreach (var segment in read.Buffer)
            {
                received.Append(Encoding.ASCII.GetString(segment.Span));
            }

            requests.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        var image = TestImages.Png;
        await responses.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {image.Length}\r\nConnection: close\r\n\r\n")).ConfigureAwait(false);
        await responses.WriteAsync(image).ConfigureAwait(false);
        await responses.CompleteAsync().ConfigureAwait(false);
    }
}
