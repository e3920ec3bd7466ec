using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dressora.Storage.R2.Tests;

/// <summary>An S3 service over plain http that answers what a test tells it, for answers that the simulator never gives.</summary>
internal sealed class StubS3 : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubS3(Func<int, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            int number;
            lock (Requests)
            {
                Requests.Add((context.Request.Method, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
                number = Requests.Count;
            }

            await answer(number, context);
        });
    }

    /// <summary>Gets what was asked, in order.</summary>
    public List<(string Method, Dictionary<string, string> Headers, byte[] Body)> Requests { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="answer">Answers a request, given how many there were with it.</param>
    public static async Task<StubS3> StartAsync(Func<int, HttpContext, Task> answer)
    {
        var stub = new StubS3(answer);
        await stub._app.StartAsync();
        return stub;
    }

    /// <summary>Answers as S3 does when it refuses.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>No.</Message><RequestId>1</RequestId></Error>");
    }

    public R2Options NewOptions() => new()
    {
        Endpoint = new Uri(_app.Urls.First()),
        Bucket = R2Process.Bucket,
        AccessKeyId = R2Process.AccessKeyId,
        SecretAccessKey = R2Process.SecretAccessKey,
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
