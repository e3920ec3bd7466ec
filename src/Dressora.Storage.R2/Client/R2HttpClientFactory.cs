using System.Net;
using Amazon.Runtime;

namespace Dressora.Storage.R2;

/// <summary>Gives the S3 client one HTTP client that lives as long as it does.</summary>
internal sealed class R2HttpClientFactory(Action<SocketsHttpHandler>? configure) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // A signature is for one address.
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Names are looked up again now and then.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // R2 does not answer the question whether it would like the body, so it is not waited for.
            Expect100ContinueTimeout = TimeSpan.FromMilliseconds(1),
        };
        configure?.Invoke(handler);
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
}
