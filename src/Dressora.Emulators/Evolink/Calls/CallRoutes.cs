using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dressora.Emulators;

/// <summary>Maps calls below one prefix.</summary>
internal sealed class CallRoutes(RouteGroupBuilder group, CallGate gate)
{
    /// <summary>A call that needs a key and is listed.</summary>
    public void Map(string method, string pattern, ErrorDialect dialect, Func<Call, Task<Answer>> run) =>
        Map(method, pattern, call => gate.ListAsync(call, dialect, needsKey: true, run));

    /// <summary>A call that is listed and needs no key.</summary>
    public void MapOpen(string method, string pattern, ErrorDialect dialect, Func<Call, Task<Answer>> run) =>
        Map(method, pattern, call => gate.ListAsync(call, dialect, needsKey: false, run));

    /// <summary>A call about the emulator itself: no key, and not listed.</summary>
    public void MapAdmin(string method, string pattern, Func<Call, Task<Answer>> run) =>
        Map(method, pattern, call => gate.AnswerAsync(call, ErrorDialect.Text, run));

    private void Map(string method, string pattern, Func<Call, Task> run)
    {
        // The host may have put the group below further prefixes, so the base is what stands before this route in the path.
        var anchor = pattern[..(pattern.IndexOf('{', StringComparison.Ordinal) is var brace and >= 0 ? brace : pattern.Length)];
        group.MapMethods(pattern, [method], context => run(new Call(context, BaseUrl(context.Request, anchor))));
    }

    private static string BaseUrl(HttpRequest request, string anchor)
    {
        var path = request.PathBase.Add(request.Path).Value!;
        var end = path.LastIndexOf(anchor, StringComparison.OrdinalIgnoreCase);
        return $"{request.Scheme}://{request.Host}{path[..Math.Max(end, 0)]}";
    }
}
