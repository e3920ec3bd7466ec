using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace TryOn.Tests;

/// <summary>The sample as a process of its own, on a free port and with a data folder of its own.</summary>
internal sealed class Sample : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<int, byte> Given = new();

    private readonly string _folder;
    private Process? _process;

    private readonly Dictionary<string, string> _settings;

    private readonly Sample? _neighbour;

    private Sample(string folder, Dictionary<string, string> settings, Sample? neighbour) =>
        (_folder, _settings, _neighbour) = (folder, settings, neighbour);

    public Uri Address { get; private set; } = null!;

    /// <summary>Chooses an address for a sample that is started later.</summary>
    public static Uri NewAddress() => new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Starts it, with settings of a test's own in its environment.</summary>
    /// <param name="settings">What is set.</param>
    /// <param name="neighbour">A sample that runs already, to share the data folder with.</param>
    /// <param name="address">Where it listens; a free port when there is none.</param>
    public static async Task<Sample> StartAsync(Dictionary<string, string>? settings = null, Sample? neighbour = null, Uri? address = null)
    {
        var sample = new Sample(neighbour?._folder ?? Directory.CreateTempSubdirectory("tryon-").FullName, settings ?? [], neighbour);
        try
        {
            await sample.RunAsync(address?.Port ?? FreePort());
            return sample;
        }
        catch
        {
            await sample.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the process without a warning and starts it again, with the same address and data.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await RunAsync(Address.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_neighbour is null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Told(string name) => typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name).Value!;

    // Below the ports that systems hand out by themselves: one of those may be somebody else's by the time the sample binds it.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
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

    private async Task RunAsync(int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Told("SampleAssembly")])
        {
            WorkingDirectory = Told("SampleFolder"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        start.Environment["Sample__DataDirectory"] = _folder;
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilItAnswersAsync();
    }

    // What the machine is set to must not reach the sample.
    private static bool IsSetting(string name) =>
        name.StartsWith("Evolink__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Dressora__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("R2__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Sample__", StringComparison.OrdinalIgnoreCase);

    private async Task WaitUntilItAnswersAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var answers = await Poll.UntilAsync(
            async () =>
            {
                Assert.False(_process!.HasExited, "The sample ended while it started.");
                try
                {
                    return (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode;
                }
                catch (HttpRequestException)
                {
                    return (HttpStatusCode?)null;
                }
            },
            status => status is not null,
            StartLimit);
        Assert.Equal(HttpStatusCode.OK, answers);
    }

    private async Task KillAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
