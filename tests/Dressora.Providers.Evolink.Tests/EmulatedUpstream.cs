using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dressora.Emulators;
using Dressora.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Providers.Evolink.Tests;

/// <summary>The emulator on loopback, on a clock that moves only when a task is to end.</summary>
internal sealed class EmulatedUpstream : ProviderUpstream
{
    public const string Key = "sk-evo-top-secret";

    private const string Prefix = "/emulators/evolink";
    private const int TaskSeconds = 10;

    private readonly WebApplication _app;
    private readonly FakeTimeProvider _clock;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _admin = new();

    private EmulatedUpstream(WebApplication app, FakeTimeProvider clock, DirectoryInfo folder)
    {
        (_app, _clock, _folder) = (app, clock, folder);
        Url = new Uri(app.Urls.Single() + Prefix);
        _admin.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    public Uri Url { get; }

    public override string ProviderName => "evolink";

    public override ProviderTaskId UnknownTask => new("task-unified-1757156493-imcg5zqt");

    public override IReadOnlyList<string> Secrets => [Key, Url.AbsoluteUri];

    public static async Task<EmulatedUpstream> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("dressora-evolink-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddEvolinkEmulator(options =>
        {
            options.DataDirectory = folder.FullName;
            options.ApiKeys.Add(Key);
        });
        var app = builder.Build();
        app.MapEvolinkEmulator(Prefix);
        await app.StartAsync();
        var upstream = new EmulatedUpstream(app, clock, folder);
        await upstream.PutFaultsAsync([]);
        return upstream;
    }

    // The emulator's moderation speaks when a task ends, as the service's does.
    public override bool Can(CreateFault fault) => fault != CreateFault.ContentRefused;

    public override Task NextCreateAsync(CreateFault fault) => fault switch
    {
        CreateFault.LostAnswer => PutFaultsAsync(new() { ["dropCreateResponse"] = true }),
        CreateFault.Broken => PutFaultsAsync(new() { ["rejectCreatesWith"] = 503 }),
        CreateFault.Throttled => PutFaultsAsync(new() { ["throttleCreates"] = 1 }),
        CreateFault.RequestRefused => PutFaultsAsync(new() { ["rejectCreatesWith"] = 400 }),
        CreateFault.AccountEmpty => PutFaultsAsync(new() { ["rejectCreatesWith"] = 402 }),
        CreateFault.Unreachable => _app.StopAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    public override Task NextTaskAsync(TaskFate fate) => PutFaultsAsync(fate switch
    {
        TaskFate.Fails => new() { ["failWithCode"] = "service_error" },
        TaskFate.FailsByModeration => new() { ["failWithCode"] = "content_policy_violation" },
        TaskFate.IsCanceled => new() { ["cancelTask"] = true },
        TaskFate.SpeaksAnUnknownWord => new() { ["unknownStatus"] = "simmering" },
        _ => [],
    });

    public override Task FinishAsync(ProviderTaskId task)
    {
        _clock.Advance(TimeSpan.FromSeconds(TaskSeconds + 1));
        return Task.CompletedTask;
    }

    public override async Task<int> CountCreatesAsync() => (await GetAsync("/_admin/requests")).EnumerateArray()
        .Count(call => call.GetProperty("path").GetString()!.EndsWith("/v1/images/generations", StringComparison.Ordinal));

    public override async Task<int> CountTasksAsync() => (await GetAsync("/_admin/tasks")).GetArrayLength();

    public override async Task<int> CountStagedAsync() =>
        (await GetAsync("/api/v1/files/list")).GetProperty("data").GetProperty("files").GetArrayLength();

    public override async Task<ProviderCallback> MakeCallbackAsync(ProviderTaskId task) => new()
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(await GetAsync($"/v1/tasks/{task}")),
        Headers = new Dictionary<string, IReadOnlyList<string>>(),
        ReceivedAt = _clock.GetUtcNow(),
    };

    public override async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
        await base.DisposeAsync();
    }

    private async Task PutFaultsAsync(JsonObject faults)
    {
        faults["delaySeconds"] = TaskSeconds;
        faults["dropCallbacks"] = true;
        using var answer = await _admin.PutAsJsonAsync(new Uri(Url + "/_admin/faults"), faults);
        answer.EnsureSuccessStatusCode();
    }

    private Task<JsonElement> GetAsync(string path) => _admin.GetFromJsonAsync<JsonElement>(new Uri(Url + path));
}
