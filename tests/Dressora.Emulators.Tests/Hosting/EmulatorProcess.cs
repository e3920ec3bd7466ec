using System.Diagnostics;
using System.Net.Http.Headers;

namespace Dressora.Emulators.Tests;

/// <summary>The emulator as a process of its own, to be killed.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private const string Announcement = "Now listening on: ";

    private readonly Process _process;

    private EmulatorProcess(Process process, Uri url)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = url };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "k");
    }

    public HttpClient Client { get; }

    public static async Task<EmulatorProcess> StartAsync(string directory, string duration = "00:00:00")
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EvolinkEmulatorOptions).Assembly.Location])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = directory,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Emulators__DataDirectory"] = directory,
                ["Emulators__Duration"] = duration,
            },
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is var at and >= 0)
            {
                return new EmulatorProcess(process, new Uri(line[(at + Announcement.Length)..]));
            }
        }

        process.Dispose();
        throw new InvalidOperationException("The emulator ended before it listened.");
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill(); // SIGKILL: nothing of its own runs any more.
        _process.WaitForExit();
        _process.Dispose();
    }
}
