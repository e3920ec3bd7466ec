using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Dressora;

/// <summary>The calls about jobs and what they made.</summary>
internal static class JobRoutes
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>
    /// Maps each call with its depth, from which the addresses in answers are made.
    /// </summary>
    public static void MapJobs(this IEndpointRouteBuilder group, AccountGate accounts)
    {
        group.MapPost("/jobs", accounts.Guard(SubmitEndpoint.SubmitAsync)).WithMetadata(new RouteDepth(1));
        group.MapMethods("/jobs", Reading, accounts.Guard(JobEndpoints.ListAsync)).WithMetadata(new RouteDepth(1));
        group.MapMethods("/jobs/{id}", Reading, accounts.Guard(JobEndpoints.FindAsync)).WithMetadata(new RouteDepth(2));
        group.MapPost("/jobs/{id}/cancel", accounts.Guard(JobEndpoints.CancelAsync)).WithMetadata(new RouteDepth(3));
        group.MapDelete("/jobs/{id}", accounts.Guard(JobEndpoints.EraseAsync)).WithMetadata(new RouteDepth(2));
        group.MapMethods("/jobs/{id}/results/{index}", Reading, accounts.Guard(ResultEndpoint.ReadAsync)).WithMetadata(new RouteDepth(4));
        group.MapMethods("/jobs/{id}/results/{index}/thumbnails/{side}", Reading, accounts.Guard(ResultEndpoint.ReadThumbnailAsync))
            .WithMetadata(new RouteDepth(6));
        group.MapPost("/quotes", accounts.Guard(QuoteEndpoints.QuoteAsync)).WithMetadata(new RouteDepth(1));
        group.MapMethods("/models", Reading, accounts.Guard(QuoteEndpoints.ListModelsAsync)).WithMetadata(new RouteDepth(1));
    }
}
