using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>Exposes Dressora over HTTP.</summary>
public static class DressoraEndpointRouteBuilderExtensions
{
    /// <summary>Maps jobs, results, uploads, quotes, models and credits, and the callbacks of <see cref="MapDressoraCallbacks"/>.</summary>
    /// <param name="endpoints">The application, or a group of it.</param>
    /// <param name="prefix">Where the calls lie; it may hold route parameters of the host. The default is <c>/dressora</c>.</param>
    /// <returns>
    /// The group of the calls that have an account, for authorization, rate limits and CORS. The callbacks are not in it: they come from
    /// providers, which have no account, and a limit meant for users must not keep them out.
    /// </returns>
    /// <remarks>
    /// Every call answers 401 where no account is found, whether or not authorization is required. Cookies need the host's care: JSON calls
    /// refuse the media types that a foreign form can send, and <c>SameSite=Lax</c> does the rest.
    /// </remarks>
    /// <exception cref="InvalidOperationException"><c>AddDressora()</c> has not been called.</exception>
    public static RouteGroupBuilder MapDressora(this IEndpointRouteBuilder endpoints, string prefix = "/dressora")
    {
        var services = Checked(endpoints, prefix);
        var accounts = new AccountGate(services.GetRequiredService<IOptions<DressoraHttpOptions>>().Value);

        var group = endpoints.MapGroup(prefix);
        group.MapJobs(accounts);
        group.MapUploads(accounts);
        group.MapCredits(accounts);
        endpoints.MapDressoraCallbacks(prefix);
        return group;
    }

    /// <summary>Maps only the calls of providers: <c>POST {prefix}/callbacks/{provider}/{token}</c>, anonymous and without antiforgery.</summary>
    /// <param name="endpoints">The application, or a group of it.</param>
    /// <param name="prefix">The path of <see cref="DressoraOptions.PublicBaseUrl"/>. The default is <c>/dressora</c>.</param>
    /// <remarks>
    /// For a node that does nothing else; <see cref="MapDressora"/> includes it. The token in the path is a secret: Dressora never logs it,
    /// but the host's own access and request logs contain paths, so they must leave this one out.
    /// </remarks>
    /// <exception cref="InvalidOperationException"><c>AddDressora()</c> has not been called.</exception>
    public static IEndpointConventionBuilder MapDressoraCallbacks(this IEndpointRouteBuilder endpoints, string prefix = "/dressora")
    {
        Checked(endpoints, prefix);
        return endpoints.MapGroup(prefix)
            .MapPost("/callbacks/{provider}/{token}", CallbackEndpoint.ReceiveAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithDisplayName("Dressora provider callback");
    }

    private static IServiceProvider Checked(IEndpointRouteBuilder endpoints, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);

        var services = endpoints.ServiceProvider;
        return services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IGenerationJobs))
            ? services
            : throw new InvalidOperationException("MapDressora needs the services of AddDressora(): call it on the host's services first.");
    }
}
