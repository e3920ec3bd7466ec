using System.Text;
using System.Text.Json.Nodes;
using Dressora.Crash;

namespace Dressora.Chaos;

/// <summary>The emulated provider, which has a bad day: its faults change all the time.</summary>
internal sealed class ChaosProvider : IAsyncDisposable
{
    private const int CallsKept = 10_000;

    // No 5xx to a create: whether such a one was a second one, nobody could tell afterwards. A dropped response says as little to a node.
    private static readonly string[] Faults =
    [
        """{"delaySeconds":1}""",
        """{"delaySeconds":2,"duplicateCallbacks":true}""",
        """{"delaySeconds":1,"dropCallbacks":true}""",
        """{"delaySeconds":3,"throttleCreates":3}""",
        """{"delaySeconds":1,"unavailableReads":5,"notFoundReads":1}""",
        """{"delaySeconds":1,"dropCreateResponse":true}""",
        """{"earlyCallback":true,"createDelaySeconds":1}""",
        """{"delaySeconds":2,"callbackDelaySeconds":3,"unknownStatus":"dreaming"}""",
        """{"finishAtOnce":true}""",
    ];

    private readonly ServerProcess _process;
    private readonly DirectoryInfo _folder;

    private ChaosProvider(ServerProcess process, DirectoryInfo folder) => (_process, _folder) = (process, folder);

    /// <summary>Gets where it is.</summary>
    public Uri Address => _process.Http.BaseAddress!;

    public static async Task<ChaosProvider> StartAsync()
    {
        var url = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var folder = Directory.CreateTempSubdirectory("dressora-chaos-evolink-");
        return new ChaosProvider(await ServerProcess.StartAsync("Dressora.Emulators", url, "--Emulators:DataDirectory", folder.FullName), folder);
    }

    /// <summary>Changes what goes wrong; every second time nothing does.</summary>
    public Task ChangeAsync(int turn) => PutAsync(turn % 2 == 0 ? Faults[0] : Faults[Random.Shared.Next(Faults.Length)]);

    /// <summary>Ends the bad day.</summary>
    public Task CalmAsync() => PutAsync("""{"delaySeconds":1}""");

    /// <summary>
    /// Counts the creates that were not answered with 429; <see langword="null"/> when there were more calls than the emulator remembers.
    /// </summary>
    public async Task<int?> CountCreatesAsync()
    {
        var calls = JsonNode.Parse(await _process.Http.GetStringAsync("/_admin/requests"))!.AsArray();
        return calls.Count == CallsKept ? null : calls.Count(call =>
            (string)call!["method"]! == "POST"
            && ((string)call["path"]!).EndsWith("/v1/images/generations", StringComparison.Ordinal)
            && (int)call["status"]! != 429);
    }

    /// <summary>Counts the tasks by the prompt of their request: every job has one of its own.</summary>
    public async Task<Dictionary<string, int>> CountTasksAsync()
    {
        var prompts = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(_folder.FullName, "evolink", "tasks"), "*.json"))
        {
            prompts.Add((string)JsonNode.Parse(await File.ReadAllTextAsync(file))!["request"]!["prompt"]!);
        }

        return prompts.CountBy(prompt => prompt).ToDictionary();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task PutAsync(string faults)
    {
        using var content = new StringContent(faults, Encoding.UTF8, "application/json");
        using var answer = await _process.Http.PutAsync("/_admin/faults", content);
        answer.EnsureSuccessStatusCode();
    }
}
