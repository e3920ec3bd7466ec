using Dressora.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dressora;

/// <summary>
/// Takes a provider's callback in and answers at once. Whatever is wrong with it is the same 404.
/// </summary>
internal static class CallbackEndpoint
{
    /// <summary>
    /// Answers 204 once the message is stored, 404 to whatever is not ours, 413 to what is too
    /// long.
    /// </summary>
    /// <remarks>Writes no log line: the path of the request holds the secret token.</remarks>
    public static async Task ReceiveAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var bytesMax = services.GetRequiredService<IOptions<DressoraOptions>>().Value.CallbackBytesMax;
        if (await RequestBody.ReadAsync(context, bytesMax).ConfigureAwait(false) is not { } body)
        {
            await Problem.TooLarge(bytesMax).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var callback = new ProviderCallback
        {
            Body = body,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key,
                IReadOnlyList<string> (header) => [.. header.Value.OfType<string>()],
                StringComparer.OrdinalIgnoreCase),
            ReceivedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        var inbox = services.GetRequiredService<CallbackInbox>();

        // The message has arrived: a sender that hangs up now has still said it.
        var receipt = await inbox.ReceiveAsync(Route("provider"), Route("token"), callback, CancellationToken.None).ConfigureAwait(false);
        if (receipt == CallbackReceipt.NotFound)
        {
            await Problem.NotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;

        string Route(string name) => context.Request.RouteValues[name] as string ?? string.Empty;
    }
}
