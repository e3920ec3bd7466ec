using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>Ties HTTP requests to accounts.</summary>
public static class AccountDressoraBuilderExtensions
{
    /// <summary>Finds the account of a request in the host's own way: a tenant, an API key, another claim.</summary>
    /// <param name="builder">The application's Dressora.</param>
    /// <param name="resolve">
    /// Returns whose request it is; <see langword="null"/> to have it answered with 401. Called once per request, after authentication,
    /// from many requests at once. What it throws is the host's.
    /// </param>
    /// <remarks>The last call wins. Without one, the account is the name identifier claim of the authenticated user.</remarks>
    public static IDressoraBuilder UseAccounts(this IDressoraBuilder builder, Func<HttpContext, ValueTask<AccountId?>> resolve)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(resolve);

        builder.Services.Configure<DressoraHttpOptions>(options => options.ResolveAccount = resolve);
        return builder;
    }
}
