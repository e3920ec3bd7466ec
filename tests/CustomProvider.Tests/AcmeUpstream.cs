using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dressora.Providers;
using Dressora.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CustomProvider.Tests;

/// <summary>"Acme Images" on loopback: tasks end when the test says so.</summary>
internal sealed class AcmeUpstream : ProviderUpstream
{
    public const string Key = "acme-top-secret";

    private readonly ConcurrentDictionary<string, string> _tasks = new();
    private readonly WebApplication _app;
    private CreateFault? _fault;
    private TaskFate _fate = TaskFate.Succeeds;
    private int _creates;

    private AcmeUpstream(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single() + "/");

    public override string ProviderName => "acme";

    public override IReadOnlyList<string> Secrets => [Key, Url.AbsoluteUri];

    public static async Task<AcmeUpstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var upstream = new AcmeUpstream(builder.Build());
        upstream._app.MapPost("/v1/tasks", upstream.CreateAsync);
        upstream._app.MapGet("/v1/tasks/{id}", upstream.Get);
        await upstream._app.StartAsync();
        return upstream;
    }

    public override Task NextCreateAsync(CreateFault fault)
    {
        _fault = fault;
        return fault == CreateFault.Unreachable ? _app.StopAsync() : Task.CompletedTask;
    }

    public override Task NextTaskAsync(TaskFate fate)
    {
        _fate = fate;
        return Task.CompletedTask;
    }

    public override Task FinishAsync(ProviderTaskId task)
    {
        _tasks[task.Value] = _fate switch
        {
            TaskFate.Succeeds => "done",
            TaskFate.Fails or TaskFate.FailsByModeration => "failed",
            TaskFate.IsCanceled => "canceled",
            _ => "simmering",
        };
        return Task.CompletedTask;
    }

    public override Task<int> CountCreatesAsync() => Task.FromResult(_creates);

    public override Task<int> CountTasksAsync() => Task.FromResult(_tasks.Count);

    public override Task<ProviderCallback> MakeCallbackAsync(ProviderTaskId task) => Task.FromResult(new ProviderCallback
    {
        Body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { id = task.Value })),
        Headers = new Dictionary<string, IReadOnlyList<string>>(),
        ReceivedAt = DateTimeOffset.UnixEpoch,
    });

    public override async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task CreateAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _creates);
        var fault = _fault;
        _fault = null;
        var status = fault switch
        {
            CreateFault.Broken => 503,
            CreateFault.Throttled => 429,
            CreateFault.RequestRefused => 400,
            CreateFault.ContentRefused => 422,
            CreateFault.AccountEmpty => 402,
            _ => 200,
        };
        context.Response.StatusCode = context.Request.Headers.Authorization == $"Bearer {Key}" ? status : 401;
        if (context.Response.StatusCode != 200)
        {
            return;
        }

        _tasks[$"acme-{number}"] = _fate == TaskFate.SpeaksAnUnknownWord ? "simmering" : "working";
        if (fault == CreateFault.LostAnswer)
        {
            context.Abort();
            return;
        }

        await context.Response.WriteAsJsonAsync(new { id = $"acme-{number}", eta = 20 });
    }

    private IResult Get(string id) => !_tasks.TryGetValue(id, out var status) ? Results.NotFound() : Results.Json(new
    {
        status,
        model = "acme-1",
        created = DateTimeOffset.UnixEpoch,
        cost = 0.25m,
        images = status == "done" ? new[] { $"{Url}files/{id}.png" } : [],
        error = status == "failed" ? (_fate == TaskFate.FailsByModeration ? "moderated" : "broken") : null,
    });
}
