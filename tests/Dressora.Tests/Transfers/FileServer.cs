using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dressora.Tests.Transfers;

/// <summary>A real web server on loopback, with plain http and https on free ports, that counts connections and requests.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _connections;
    private int _requests;

    private FileServer(RequestDelegate answer, X509Certificate2 certificate)
    {
        Certificate = certificate;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection =>
            {
                Interlocked.Increment(ref _connections);
                return next(connection);
            }));
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate));
        });
        _app = builder.Build();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            LastRequest = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
            return answer(context);
        });
    }

    /// <summary>Gets the certificate of its https side, made for every name the tests use.</summary>
    public X509Certificate2 Certificate { get; }

    public Uri Http => new(_app.Urls.First(url => url.StartsWith("http:", StringComparison.Ordinal)));

    public int HttpsPort => new Uri(_app.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal))).Port;

    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    public IReadOnlyDictionary<string, string>? LastRequest { get; private set; }

    public static Task<FileServer> StartAsync(byte[] file) => StartAsync(context => context.Response.Body.WriteAsync(file).AsTask());

    public static async Task<FileServer> StartAsync(RequestDelegate answer)
    {
        var server = new FileServer(answer, MakeCertificate());
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("files.example.com");
        names.AddDnsName("*.example.net");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }
}
