using Microsoft.AspNetCore.Http;

namespace TryOn;

/// <summary>What the sample is told from outside, and what follows from it.</summary>
internal sealed record SampleSettings
{
    public const string EmulatorPath = "/emulators/evolink";

    private const string DefaultUrl = "http://localhost:5080";

    // The emulator takes any key.
    private const string EmulatorKey = "emulator";

    /// <summary>Gets the addresses that the server listens on.</summary>
    public required string[] Urls { get; init; }

    /// <summary>Gets the folder of everything that is kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Gets how to connect to PostgreSQL; <see langword="null"/> for a file.</summary>
    public required string? Database { get; init; }

    public required string EvolinkApiKey { get; init; }

    /// <summary>Gets where EvoLink is; <see langword="null"/> for the real service.</summary>
    public required Uri? EvolinkBaseUrl { get; init; }

    public required Uri? EvolinkFilesBaseUrl { get; init; }

    /// <summary>Gets whether the emulator runs in this process.</summary>
    public required bool HostsEmulator { get; init; }

    /// <summary>Gets the address under which this machine reaches the sample.</summary>
    public Uri Address => AddressOf(Urls);

    /// <summary>Gets where an emulator calls back; <see langword="null"/> for the real service, which needs <c>Dressora:PublicBaseUrl</c>.</summary>
    public Uri? CallbackBase => EvolinkBaseUrl is { IsLoopback: true } ? new Uri(Address, "/dressora") : null;

    public static SampleSettings Read(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries);
        var emulator = new Uri(AddressOf(urls), EmulatorPath);
        var baseUrl = configuration.GetValue<Uri>("Evolink:BaseUrl");
        var apiKey = configuration["Evolink:ApiKey"];

        // An emulator obeys anybody and fetches any address, so it is never part of a production host.
        if (baseUrl is null && string.IsNullOrEmpty(apiKey) && builder.Environment.IsDevelopment())
        {
            baseUrl = emulator;
        }

        return new SampleSettings
        {
            Urls = urls,
            DataDirectory = Path.GetFullPath(configuration["Sample:DataDirectory"] ?? "data", builder.Environment.ContentRootPath),
            Database = configuration.GetConnectionString("Dressora"),
            EvolinkApiKey = string.IsNullOrEmpty(apiKey) && baseUrl is { IsLoopback: true } ? EmulatorKey : apiKey ?? string.Empty,
            EvolinkBaseUrl = baseUrl,
            EvolinkFilesBaseUrl = configuration.GetValue<Uri>("Evolink:FilesBaseUrl") ?? baseUrl,
            HostsEmulator = baseUrl == emulator && builder.Environment.IsDevelopment(),
        };
    }

    /// <summary>Returns the path of something that is kept.</summary>
    public string In(string name) => Path.Combine(DataDirectory, name);

    private static Uri AddressOf(string[] urls)
    {
        var address = BindingAddress.Parse(Array.Find(urls, url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) ?? urls[0]);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }
}
