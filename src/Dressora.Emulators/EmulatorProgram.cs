using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Dressora.Emulators;

/// <summary>The emulators as a server of their own.</summary>
internal static class EmulatorProgram
{
    private const string DefaultUrl = "http://localhost:5090";

    private static Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddEvolinkEmulator(
            options => builder.Configuration.GetSection("Emulators").Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true));

        var app = builder.Build();
        app.MapEvolinkEmulator("/");
        app.MapEvolinkEmulator("/emulators/evolink"); // The address it has inside a host, so that a base URL can be kept.
        return app.RunAsync();
    }
}
