using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dressora.Providers;
using Dressora.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace Dressora.AspNetCore.Tests;

/// <summary>A host whose services below HTTP are doubles, in memory or on a real server.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(Action<IServiceCollection>? services, Action<WebApplication>? map, bool kestrel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.None).AddFilter("System", LogLevel.None);
        if (kestrel)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        AddDoubles(builder.Services);
        services?.Invoke(builder.Services);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        (map ?? (app => app.MapDressora()))(_app);
    }

    public static AccountId Alice { get; } = new("alice");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeJobs Jobs { get; } = new();

    public FakeUploads Uploads { get; } = new();

    public FakeResults Results { get; } = new();

    public ICreditLedger Ledger { get; } = Substitute.For<ICreditLedger>();

    public IJobStore Store { get; } = Substitute.For<IJobStore>();

    public IGenerationProvider Provider { get; } = Substitute.For<IGenerationProvider>();

    public LogLines Logs { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public static async Task<TestApp> StartAsync(
        Action<IServiceCollection>? services = null, Action<WebApplication>? map = null, bool kestrel = false, string? user = "alice")
    {
        var app = new TestApp(services, map, kestrel);
        await app._app.StartAsync(TestContext.Current.CancellationToken);
        app.Client = app.CreateClient(user, kestrel);
        return app;
    }

    public HttpClient As(string? user) => CreateClient(user, kestrel: false);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private HttpClient CreateClient(string? user, bool kestrel)
    {
        var client = kestrel
            ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.Single()) }
            : _app.GetTestServer().CreateClient();
        if (user is not null)
        {
            client.DefaultRequestHeaders.Add(HeaderAuthentication.HeaderName, user);
        }

        return client;
    }

    private void AddDoubles(IServiceCollection services)
    {
        Provider.Descriptor.Returns(new ProviderDescriptor { Models = [new ModelDescriptor { Name = "wan-2", CountMax = 4 }] });
        var catalog = new ProviderCatalog([new CatalogEntry("evolink", Provider, Provider.Descriptor)]);

        services.AddAuthentication(HeaderAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(HeaderAuthentication.SchemeName, null);
        services.AddAuthorization();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IGenerationJobs>(Jobs);
        services.AddSingleton<IUploads>(Uploads);
        services.AddSingleton<IResultStore>(Results);
        services.AddSingleton(Ledger);
        services.AddSingleton(catalog);
        services.AddSingleton(new CallbackInbox(Store, catalog, new WorkSignal()));
    }
}
