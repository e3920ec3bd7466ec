using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>
/// Lets a request through with its account, and answers 401 to one that has none.
/// </summary>
internal sealed class AccountGate(DressoraHttpOptions options)
{
    private readonly Func<HttpContext, ValueTask<AccountId?>> _resolve = options.ResolveAccount ?? ResolveUser;

    /// <summary>
    /// Makes a handler that runs only for a request with an account; no part of the body is read
    /// before.
    /// </summary>
    public RequestDelegate Guard(Func<HttpContext, AccountId, Task> handler) => async context =>
    {
        var account = await _resolve(context).ConfigureAwait(false);
        var handling = account is { Value.Length: > 0 } known
            ? handler(context, known)
            : Problem.Unauthenticated.WriteAsync(context);
        await handling.ConfigureAwait(false);
    };

    /// <summary>
    /// The default: the name identifier claim of the authenticated user, as it is, with its case;
    /// nobody where it cannot name an account.
    /// </summary>
    private static ValueTask<AccountId?> ResolveUser(HttpContext context)
    {
        var name = context.User.Identity is { IsAuthenticated: true } ? context.User.FindFirstValue(ClaimTypes.NameIdentifier) : null;
        return ValueTask.FromResult<AccountId?>(AccountId.TryParse(name, out var account) ? account : null);
    }
}
