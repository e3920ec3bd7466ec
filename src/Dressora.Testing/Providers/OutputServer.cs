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
    public const string Ok = "200";

    private const string Expired = "/expired/";

    public static Uri Origin { get; } = new("http://outputs.dressora.test");

    /// <summary>
    /// Returns the addresses that a reading names; an expired one says itself how it is answered.
    /// </summary>
    public static IReadOnlyList<Uri> UrlsOf(ScriptedTask task)
    {
        var folder = task.FinishedReadings <= task.ExpiredReadings ? $"{Expired}{task.ExpiredStatus}/{task.Id}" : $"/{task.Id}";
        return [.. Enumerable.Range(0, task.Outputs ?? task.Request.Count).Select(index => new Uri(Origin, $"{folder}/{index}.png"))];
    }

    /// <summary>Returns what an address is answered with.</summary>
    public static string StatusOf(Uri url) => StatusOf(url.AbsolutePath);

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

    private static string StatusOf(string path) => path.StartsWith(Expired, StringComparison.Ordinal) ? path[Expired.Length..].Split('/')[0] : Ok;

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

        var status = StatusOf(received.ToString().Split(' ')[1]);
        var image = status == Ok ? TestImages.Png : default;
        await responses.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} Said\r\nContent-Type: image/png\r\nContent-Length: {image.Length}\r\nConnection: close\r\n\r\n")).ConfigureAwait(false);
        await responses.WriteAsync(image).ConfigureAwait(false);
        await responses.CompleteAsync().ConfigureAwait(false);
    }
}
