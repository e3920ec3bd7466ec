using System.Net;
using System.Net.Sockets;

namespace Dressora.Storage.R2.Tests;

/// <summary>Passes bytes on to a server, and cuts the first connections when so many bytes have gone to it.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly long _bytes;
    private readonly Task _accepting;
    private int _cuts;

    public CuttingProxy(Uri target, long bytes, int cuts)
    {
        (_target, _bytes, _cuts) = (target, bytes, cuts);
        _listener.Start();
        Endpoint = new UriBuilder(target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Gets the server's address, with this port.</summary>
    public Uri Endpoint { get; }

    /// <summary>Gets how many connections are still to be cut.</summary>
    public int CutsLeft => Math.Max(0, Volatile.Read(ref _cuts));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception)
        {
            // It was disposed of.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        try
        {
            using var disposal = client;
            using var server = new TcpClient();
            await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
            var (left, right) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(CutAsync(left, right), right.CopyToAsync(left, _end.Token));
        }
        catch (Exception)
        {
            // One of the two went away.
        }
    }

    private async Task CutAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 << 10];
        var passed = 0L;
        int read;
        while ((read = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            passed += read;
            if (passed > _bytes && Interlocked.Decrement(ref _cuts) >= 0)
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }
}
