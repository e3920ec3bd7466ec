using Microsoft.AspNetCore.Http;

namespace Dressora.Emulators;

/// <summary>One received call.</summary>
/// <param name="Context">The request.</param>
/// <param name="BaseUrl">What the caller used as base URL; links in the answer start with it.</param>
internal sealed record Call(HttpContext Context, string BaseUrl)
{
    /// <summary>Gets the part of the path that the route names.</summary>
    public string RouteValue(string name) => Context.Request.RouteValues[name] as string ?? string.Empty;

    /// <summary>Gets a whole number from the query, or the default for anything else.</summary>
    public int QueryNumber(string name, int otherwise) =>
        int.TryParse(Context.Request.Query[name], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
