using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dressora.Benchmarks;

/// <summary>A provider's file host as a process of its own, so that its memory is not counted as ours. It ends with its standard input.</summary>
internal sealed class ImageServer : IDisposable
{
    private readonly Process _process;

    private ImageServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts one.</summary>
    public static async Task<ImageServer> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ImageServer).Assembly.Location, "serve-images"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.Split(' ') is ["listening", var url]
            ? new ImageServer(process, new Uri(url))
            : throw new InvalidOperationException($"The file host did not start: {line}");
    }

    /// <summary>Is one: serves an image of as many MiB as the path says.</summary>
    public static async Task<int> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Run(async context =>
        {
            var bytes = long.Parse(context.Request.Path.Value!.TrimStart('/'), CultureInfo.InvariantCulture) << 20;
            context.Response.ContentLength = await LargeImage.LengthAsync(bytes);
            await LargeImage.WriteAsync(context.Response.Body, bytes, context.RequestAborted);
        });
        await app.StartAsync();
        Console.WriteLine($"listening {app.Urls.First()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
