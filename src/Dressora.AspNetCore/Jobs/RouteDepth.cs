using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>How many path segments of a call lie below the prefix.</summary>
internal sealed record RouteDepth(int Segments)
{
    /// <summary>
    /// Returns the absolute path of the prefix as the client sees it, without a slash at the end.
    /// </summary>
    /// <remarks>
    /// Taken from the request and not from the mapping: the group may lie in another group, below
    /// a path base, and its prefix may hold route parameters.
    /// </remarks>
    public static string PrefixOf(HttpContext context)
    {
        var path = context.Request.PathBase.Add(context.Request.Path).ToUriComponent().TrimEnd('/');
        var depth = context.GetEndpoint()?.Metadata.GetMetadata<RouteDepth>()?.Segments ?? 0;
        for (var i = 0; i < depth; i++)
        {
            path = path[..path.LastIndexOf('/')];
        }

        return path;
    }
}
