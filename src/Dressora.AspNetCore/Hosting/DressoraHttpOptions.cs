using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>
/// How HTTP requests are tied to accounts. Set in code, usually by <c>UseAccounts</c>.
/// </summary>
/// <remarks>Read once, when <c>MapDressora</c> is called.</remarks>
public sealed class DressoraHttpOptions
{
    /// <summary>Gets or sets how the account of a request is found.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the name identifier claim of the authenticated
    /// user. A resolver that returns <see langword="null"/> gets the request answered with 401;
    /// there is no anonymous account.
    /// </value>
    public Func<HttpContext, ValueTask<AccountId?>>? ResolveAccount { get; set; }
}
