using System.Net.Security;

[assembly: AssemblyFixture(typeof(Dressora.Storage.R2.Tests.R2Simulator))]

namespace Dressora.Storage.R2.Tests;

/// <summary>The R2 of the test run. Each test takes a prefix of its own.</summary>
public sealed class R2Simulator : R2Server
{
    /// <summary>Makes the settings of a place in the bucket that nobody else uses.</summary>
    public R2Options NewOptions() => new()
    {
        Endpoint = Process.Endpoint,
        Bucket = R2Process.Bucket,
        AccessKeyId = R2Process.AccessKeyId,
        SecretAccessKey = R2Process.SecretAccessKey,
        Prefix = "t" + Guid.NewGuid().ToString("N")[..12],
        ConfigureHandler = handler => handler.SslOptions = Trusting(),
    };

    /// <summary>Makes a client that knows the simulator's certificate and nothing else.</summary>
    public HttpClient CreateReader() => new(new SocketsHttpHandler { SslOptions = Trusting() });

    // The very certificate: whatever else it is, it is this one.
    private SslClientAuthenticationOptions Trusting() => new()
    {
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == Process.Certificate.GetCertHashString(),
    };
}
