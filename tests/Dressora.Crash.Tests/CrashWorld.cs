using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dressora.Testing;

namespace Dressora.Crash;

/// <summary>One host to kill and start again, and the emulated provider that outlives it.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private const string User = "alice";
    private const long Start = 20;
    private const long Price = 2;

    private static readonly TimeSpan TerminalWithin = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dressora-crash-");
    private readonly DirectoryInfo _data;
    private readonly Uri _url = new($"http://127.0.0.1:{ServerProcess.FreePort()}");
    private ServerProcess? _host;
    private int _submitted;

    private readonly Dictionary<string, string> _storage;

    private CrashWorld(ServerProcess emulator, DirectoryInfo data, Dictionary<string, string> storage) =>
        (Emulator, _data, _storage) = (emulator, data, storage);

    public ServerProcess Emulator { get; }

    public ServerProcess Host => _host!;

    /// <summary>Starts one whose host keeps results in files, or wherever settings in its environment say.</summary>
    public static async Task<CrashWorld> StartAsync(Dictionary<string, string>? storage = null)
    {
        var url = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var data = Directory.CreateTempSubdirectory("dressora-emulator-");
        var emulator = await ServerProcess.StartAsync("Dressora.Emulators", url, storage ?? [], "--Emulators:DataDirectory", data.FullName);
        var world = new CrashWorld(emulator, data, storage ?? []);
        await world.PutFaultsAsync("""{"delaySeconds":1}""");
        return world;
    }

    public Task PutFaultsAsync(string faults) => EnsureAsync(
        Emulator.Http.PutAsync("/_admin/faults", new StringContent(faults, Encoding.UTF8, "application/json")));

    public async Task StartHostAsync(string point = "")
    {
        _host = await ServerProcess.StartAsync(
            "Dressora.CrashHost",
            _url,
            _storage,
            "--Url", _url.ToString().TrimEnd('/'),
            "--Emulator", Emulator.Http.BaseAddress!.ToString(),
            "--Data", _folder.FullName,
            "--Point", point);
        _host.Http.DefaultRequestHeaders.Add("X-User", User);
    }

    public Task GrantAsync() => EnsureAsync(Host.Http.PostAsync($"/grant/{Start}", null));

    public async Task<string> UploadAsync()
    {
        using var image = new ByteArrayContent(TestImages.Png.ToArray());
        image.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await Host.Http.PostAsync("/dressora/uploads", image);
        answer.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>Submits a job once, with a prompt of its own; null when the host died instead of answering.</summary>
    public async Task<HttpStatusCode?> SubmitAsync(string? upload = null)
    {
        var inputs = upload is null ? string.Empty : $$"""{"role":"person","upload":"{{upload}}"}""";
        var body = $$"""{"prompt":"red coat {{Interlocked.Increment(ref _submitted)}}","inputs":[{{inputs}}],"count":1}""";
        try
        {
            using var answer = await Host.Http.PostAsync("/dressora/jobs", new StringContent(body, Encoding.UTF8, "application/json"));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits until every job has ended, then compares the jobs, the money and what the provider saw.</summary>
    public async Task<IReadOnlyList<JsonNode>> AssertEverythingAddsUpAsync()
    {
        var jobs = await WaitUntilTerminalAsync();
        var credits = await ReadAsync(Host, "/dressora/credits");
        var succeeded = jobs.Count(job => (string)job["status"]! == "Succeeded");
        var creates = await CountCreatesAsync();

        Assert.Equal(Start - (Price * succeeded), (long)credits["available"]!);
        Assert.Equal(0, (long)credits["held"]!);
        Assert.InRange(creates.Count, succeeded, jobs.Count);
        Assert.All(creates, create => Assert.True(create.Value == 1, $"The job for '{create.Key}' was created {create.Value} times."));
        Assert.All(jobs, job => Assert.Equal(
            (string)job["status"]! == "Succeeded" ? Price : 0, (long)job["credits"]!["charged"]!));
        foreach (var job in jobs.Where(job => (string)job["status"]! == "Succeeded"))
        {
            using var result = await Host.Http.GetAsync((string)job["results"]![0]!["url"]!);
            Assert.Equal(HttpStatusCode.OK, result.StatusCode);
        }

        return jobs;
    }

    /// <summary>Waits until so many jobs have reached the provider.</summary>
    public async Task WaitForCreatesAsync(int count)
    {
        using var limit = new CancellationTokenSource(TerminalWithin);
        while (await CountCreateCallsAsync() < count)
        {
            await Task.Delay(100, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await Emulator.DisposeAsync();
        _folder.Delete(recursive: true);
        _data.Delete(recursive: true);
    }

    private async Task<List<JsonNode>> WaitUntilTerminalAsync()
    {
        using var limit = new CancellationTokenSource(TerminalWithin);
        while (true)
        {
            var page = await ReadAsync(Host, "/dressora/jobs?limit=100");
            var jobs = page["items"]!.AsArray().Select(job => job!).ToList();
            if (jobs.All(job => (string)job["status"]! is "Succeeded" or "Failed" or "Canceled"))
            {
                return jobs;
            }

            await Task.Delay(200, limit.Token);
        }
    }

    /// <summary>Counts what the provider accepted, by prompt: every job has one of its own.</summary>
    private async Task<Dictionary<string, int>> CountCreatesAsync()
    {
        var prompts = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(_data.FullName, "evolink", "tasks"), "*.json"))
        {
            prompts.Add((string)JsonNode.Parse(await File.ReadAllTextAsync(file))!["request"]!["prompt"]!);
        }

        Assert.Equal(await CountCreateCallsAsync(), prompts.Count);
        return prompts.CountBy(prompt => prompt).ToDictionary();
    }

    private async Task<int> CountCreateCallsAsync() => (await ReadAsync(Emulator, "/_admin/requests")).AsArray()
        .Count(request => (string)request!["method"]! == "POST" && ((string)request["path"]!).EndsWith("/v1/images/generations", StringComparison.Ordinal));

    private static async Task<JsonNode> ReadAsync(ServerProcess server, string path) =>
        JsonNode.Parse(await server.Http.GetStringAsync(path))!;

    private static async Task EnsureAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        answer.EnsureSuccessStatusCode();
    }
}
