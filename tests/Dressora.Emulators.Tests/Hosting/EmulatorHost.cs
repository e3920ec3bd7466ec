using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dressora.Emulators.Tests;

/// <summary>A host with the emulator mounted at <c>/emulators/evolink</c>, in memory unless sockets are asked for.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    public const string Prefix = "/emulators/evolink";

    private readonly WebApplication _app;
    private readonly TempFolder? _folder;

    private EmulatorHost(WebApplication app, HttpClient client, TempFolder? folder, WatchedTime time, FakeBackchannel backchannel)
    {
        (_app, Client, _folder, Time, Backchannel) = (app, client, folder, time, backchannel);
    }

    /// <summary>Talks to the emulator with a key.</summary>
    public HttpClient Client { get; }

    public WatchedTime Time { get; }

    public FakeBackchannel Backchannel { get; }

    public IServiceProvider Services => _app.Services;

    public string Account => Services.GetRequiredService<EmulatorFolder>().Account;

    public string BaseUrl => Client.BaseAddress!.AbsoluteUri.TrimEnd('/');

    public static async Task<EmulatorHost> StartAsync(
        Action<EvolinkEmulatorOptions>? configure = null, string? directory = null, WatchedTime? time = null, bool sockets = false)
    {
        var folder = directory is null ? new TempFolder() : null;
        var clock = time ?? new WatchedTime();
        var backchannel = new FakeBackchannel();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddEvolinkEmulator(options =>
        {
            options.DataDirectory = directory ?? folder!.Path;
            options.BackchannelHandler = () => backchannel;
            configure?.Invoke(options);
        });
        _ = sockets ? builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0") : builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.MapEvolinkEmulator(Prefix);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var client = sockets ? new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } : app.GetTestClient();
        client.BaseAddress = new Uri(client.BaseAddress!, Prefix + "/");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk-evo-test");
        return new EmulatorHost(app, client, folder, clock, backchannel);
    }

    public Task SetFaultsAsync(object faults) => PutAsync("_admin/faults", faults);

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await SendAsync(HttpMethod.Get, path));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? raw = null)
    {
        HttpContent? content = raw is not null ? new StringContent(raw) : body is not null ? JsonContent.Create(body) : null;
        return Client.SendAsync(new HttpRequestMessage(method, path) { Content = content }, TestContext.Current.CancellationToken);
    }

    /// <summary>Creates a task and returns its id.</summary>
    public async Task<string> CreateAsync(object? body = null)
    {
        var created = await SendAsync(HttpMethod.Post, "v1/images/generations", body ?? Some.Create());
        Assert.Equal(200, (int)created.StatusCode);
        return (await ReadAsync(created)).GetProperty("id").GetString()!;
    }

    /// <summary>Creates a task, lets its time pass and returns how it ended.</summary>
    public async Task<JsonElement> RunAsync(object? body = null)
    {
        var id = await CreateAsync(body);
        Time.Advance(TimeSpan.FromSeconds(3));
        return await GetAsync($"v1/tasks/{id}");
    }

    /// <summary>Uploads a picture and returns what the file API says of it.</summary>
    public async Task<JsonElement> UploadAsync(byte[] content, string name, string folder = "")
    {
        var body = new { base64_data = Convert.ToBase64String(content), file_name = name, upload_path = folder };
        var answer = await ReadAsync(await SendAsync(HttpMethod.Post, "api/v1/files/upload/base64", body));
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>What the emulator keeps of a task.</summary>
    public TaskRecord Record(string id) => Services.GetRequiredService<TaskStore>().Find(id)!.Record;

    /// <summary>Waits until the callback of a task was taken or given up, on its own time.</summary>
    public async Task SettledAsync(string id)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!Record(id).CallbackIsSettled)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < WatchedTime.Patience, "The callback was never settled.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder?.Dispose();
    }

    private async Task PutAsync(string path, object body)
    {
        var answer = await SendAsync(HttpMethod.Put, path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
