using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dressora.Tests.Transfers.Ssrf;

/// <summary>A server on loopback that says exactly what a test says, HTTP or not, and counts what it got rid of.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawServer, NetworkStream, CancellationToken, Task> _answer;
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;
    private int _connections;
    private long _bytesSent;

    private RawServer(Func<RawServer, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Origin => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Connections => Volatile.Read(ref _connections);

    public long BytesSent => Volatile.Read(ref _bytesSent);

    public string LastRequest { get; private set; } = string.Empty;

    /// <summary>Gets what ends when the first request is here.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Gets what ends when the other side no longer takes anything.</summary>
    public Task HungUp => _hungUp.Task;

    /// <summary>Sends these bytes as the answer to every connection, then closes it.</summary>
    public static RawServer Saying(string text) => new(async (server, stream, _) => await server.SendAsync(stream, Encoding.Latin1.GetBytes(text)));

    /// <summary>Sends a beginning, and then the same bytes until the other side hangs up.</summary>
    public static RawServer Repeating(string beginning, string endlessly) => new(async (server, stream, stop) =>
    {
        await server.SendAsync(stream, Encoding.Latin1.GetBytes(beginning));
        var chunk = Encoding.Latin1.GetBytes(endlessly);
        while (!stop.IsCancellationRequested)
        {
            await server.SendAsync(stream, chunk);
        }
    });

    /// <summary>Sends a beginning, and then a drop whenever the test allows one.</summary>
    public static RawServer Dripping(string beginning, string drop, Func<CancellationToken, Task> pause) => new(async (server, stream, stop) =>
    {
        await server.SendAsync(stream, Encoding.Latin1.GetBytes(beginning));
        while (!stop.IsCancellationRequested)
        {
            await pause(stop);
            await server.SendAsync(stream, Encoding.Latin1.GetBytes(drop));
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task SendAsync(NetworkStream stream, byte[] bytes)
    {
        await stream.WriteAsync(bytes, _stop.Token);
        Interlocked.Add(ref _bytesSent, bytes.Length);
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        Interlocked.Increment(ref _connections);
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var request = new byte[8 << 10];
            LastRequest = Encoding.Latin1.GetString(request, 0, await stream.ReadAsync(request, _stop.Token));
            _asked.TrySetResult();
            await _answer(this, stream, _stop.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            _hungUp.TrySetResult();
        }
    }
}
