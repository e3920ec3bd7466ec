using System.Diagnostics;
using Dressora.Crash;

namespace Dressora.Chaos;

/// <summary>One node: a process that is killed, stopped and started again, always under the same address.</summary>
internal sealed class ChaosNode(string name, Uri emulator, string database, string data) : IAsyncDisposable
{
    private const int StartsMax = 20;

    private static readonly TimeSpan StartAgainAfter = TimeSpan.FromMilliseconds(300);

    private readonly Uri _url = new($"http://127.0.0.1:{ServerProcess.FreePort()}");
    private readonly SemaphoreSlim _turn = new(1);
    private ServerProcess? _process;

    /// <summary>Gets its name.</summary>
    public string Name => name;

    /// <summary>Gets a client of it; <see langword="null"/> while it is down.</summary>
    public HttpClient? Http => _process is { HasExited: false } process ? process.Http : null;

    /// <summary>Starts it, unless it runs.</summary>
    public async Task StartAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await StartProcessAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Kills it without a warning, and starts it again at once.</summary>
    public async Task RestartAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await KillAsync();
            await StartProcessAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has it stand still for a while, connections and leases in its hands.</summary>
    public async Task StopAsync(TimeSpan pause)
    {
        await _turn.WaitAsync();
        try
        {
            if (_process is null)
            {
                return;
            }

            await SignalAsync("STOP");
            await Task.Delay(pause, TimeProvider.System);
            await SignalAsync("CONT");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _turn.Dispose();
    }

    private async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    /// <summary>Starts it, again and again like any supervisor: a node that finds no database ends.</summary>
    private async Task StartProcessAsync()
    {
        for (var tries = 1; _process is null; tries++)
        {
            try
            {
                _process = await ServerProcess.StartAsync(
                    "Dressora.CrashHost",
                    _url,
                    "--Url", _url.ToString().TrimEnd('/'),
                    "--Emulator", emulator.ToString(),
                    "--Data", data,
                    "--Database", database);
            }
            catch (InvalidOperationException) when (tries < StartsMax)
            {
                await Task.Delay(StartAgainAfter, TimeProvider.System);
            }
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }
}
