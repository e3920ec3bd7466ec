using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Dressora.Crash;

/// <summary>A server of ours as a process of its own, on a free port of this machine. Ended with the test, whatever happens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<int, byte> Given = new();

    private readonly Process _process;

    private ServerProcess(Process process, Uri url)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler
        {
            // A result may redirect to the storage of the tests, whose certificate nobody signed.
            SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=127.0.0.1" },
        })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    // Below the ports that systems hand out by themselves: one of those may be somebody else's by the time the server binds it.
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 20_000);
            if (!Given.TryAdd(port, 0))
            {
                continue;
            }

            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                continue; // In use.
            }
        }
    }

    public static Task<ServerProcess> StartAsync(string project, Uri url, params string[] arguments) => StartAsync(project, url, [], arguments);

    public static async Task<ServerProcess> StartAsync(string project, Uri url, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Metadata("ArtifactsBin"), project, Metadata("Configuration"), project + ".dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_URLS"] = url.ToString().TrimEnd('/');
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, url);
        await server.WaitUntilReadyAsync();
        return server;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public Task WaitForExitAsync(TimeSpan within) => _process.WaitForExitAsync().WaitAsync(within);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        var begun = Stopwatch.StartNew();
        while (begun.Elapsed < ReadyWithin)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {_process.ExitCode} before it answered.");
            }

            try
            {
                await Http.GetAsync("/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new TimeoutException($"The server did not answer within {ReadyWithin}.");
    }

    private static string Metadata(string key) => typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
