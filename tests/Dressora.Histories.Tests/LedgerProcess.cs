using System.Diagnostics;
using System.Text.Json;
using Dressora.LedgerHost;

namespace Dressora.Histories;

/// <summary>A process that works on a ledger. Ended with the test, whatever happens.</summary>
internal sealed class LedgerProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<LedgerCall> _calls = [];

    private LedgerProcess(Process process) => _process = process;

    /// <summary>Starts one, up to the moment before its first operation.</summary>
    public static async Task<LedgerProcess> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(LedgerCall).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = new LedgerProcess(Process.Start(start)!);
        Assert.Equal("ready", await process._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return process;
    }

    /// <summary>Gets what was answered so far.</summary>
    public IReadOnlyList<LedgerCall> Calls => _calls;

    /// <summary>Lets it work to its end, or until it has answered so many calls and is killed.</summary>
    public async Task RunAsync(int killAfter = int.MaxValue)
    {
        await _process.StandardInput.WriteLineAsync();
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            // A process that was killed may have ended in the middle of a line.
            if (line.EndsWith('}'))
            {
                _calls.Add(JsonSerializer.Deserialize<LedgerCall>(line)!);
            }

            if (_calls.Count == killAfter)
            {
                _process.Kill();
            }
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
