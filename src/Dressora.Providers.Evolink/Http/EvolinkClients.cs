using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace Dressora.Providers.Evolink;

/// <summary>
/// The two HTTP clients of a registration: one sends once, one reads and may retry.
/// </summary>
/// <remarks>Neither follows redirects, keeps cookies, or logs addresses.</remarks>
internal static class EvolinkClients
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Returns the name of the client for creates and uploads, neither of which may be repeated.
    /// </summary>
    public static string SendOnce(string provider) => $"Dressora.Evolink.{provider}.SendOnce";

    /// <summary>Returns the name of the client for what may be repeated.</summary>
    public static string Reads(string provider) => $"Dressora.Evolink.{provider}.Reads";

    /// <summary>Registers both clients of a provider.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="provider">The name of the registration, which its options have too.</param>
    public static void Add(IServiceCollection services, string provider)
    {
        AddClient(services, SendOnce(provider), static network => new SendOnceHandler(network));
        AddClient(services, Reads(provider), static network => network)
            .AddStandardResilienceHandler()
            .Configure((resilience, root) =>
                ReadResilience.Configure(resilience, root.GetRequiredService<IOptionsMonitor<EvolinkOptions>>().Get(provider).ReadTimeout));
    }

    private static IHttpClientBuilder AddClient(
        IServiceCollection services, string name, Func<SocketsHttpHandler, HttpMessageHandler> primary) =>
        services
            .AddHttpClient(name, static client => client.Timeout = Timeout.InfiniteTimeSpan) // Every call has a token that bounds it.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => primary(Network()))
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => RemoveResilience(handlers));

    private static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
    };

    // What a host puts on every client would cut a slow create short and retry reads twice over. That a create is sent once does not
    // depend on this: the primary handler sees to it.
    private static void RemoveResilience(IList<DelegatingHandler> handlers)
    {
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            if (handlers[i] is ResilienceHandler)
            {
                handlers.RemoveAt(i);
            }
        }
    }
}
