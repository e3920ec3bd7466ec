using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace TryOn.Tests;

/// <summary>The switches and the memory of the emulator inside the sample.</summary>
internal sealed class Emulator(Sample sample) : IDisposable
{
    private const string Path = "/emulators/evolink/_admin";

    private readonly HttpClient _client = new() { BaseAddress = sample.Address };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task SetFaultsAsync(string faults)
    {
        using var content = new StringContent(faults, Encoding.UTF8, "application/json");
        (await _client.PutAsync($"{Path}/faults", content, Stop)).EnsureSuccessStatusCode();
    }

    public async Task<int> CountCreatesAsync()
    {
        var calls = await _client.GetFromJsonAsync<JsonElement>($"{Path}/requests", Stop);
        return calls.EnumerateArray().Count(call =>
            call.GetProperty("method").GetString() == "POST"
            && call.GetProperty("path").GetString()!.EndsWith("/v1/images/generations", StringComparison.Ordinal));
    }

    /// <summary>Opens the provider's own URL of the first task's first result.</summary>
    public async Task<HttpStatusCode> OpenFirstResultAsync()
    {
        var tasks = await _client.GetFromJsonAsync<JsonElement>($"{Path}/tasks", Stop);
        using var answer = await _client.GetAsync(tasks[0].GetProperty("results")[0].GetString(), Stop);
        return answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();
}
