using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dressora.Providers.Evolink.Tests;

/// <summary>A server on loopback that answers what a test tells it to, and remembers every call.</summary>
internal sealed class EvolinkStub : IAsyncDisposable
{
    public const string Key = "sk-evo-top-secret";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<StubRequest> _requests = new();

    private EvolinkStub(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Gets or sets how the next calls are answered; the default is an empty object.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Json("{}");

    public static async Task<EvolinkStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new EvolinkStub(builder.Build());
        stub._app.MapFallback("/{**path}", stub.HandleAsync);
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    public static Func<HttpContext, Task> Json(string body, int status = 200, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    public static Task HangUp(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _requests.Enqueue(new StubRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        await Answer(context);
    }
}
