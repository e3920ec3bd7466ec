using System.Security.Claims;
using Dressora;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace TryOn;

/// <summary>Signs anybody in under any name, with ten credits to start with. For demonstrations only.</summary>
internal static class DemoUsers
{
    private const int NameLengthMax = 40;

    public static void MapDemoUsers(this WebApplication app)
    {
        app.MapPost("/demo/sign-in", SignInAsync).DisableAntiforgery();
        app.MapPost("/demo/sign-out", (HttpContext context) => context.SignOutAsync()).DisableAntiforgery();
        app.MapGet("/demo/user", (ClaimsPrincipal user) => new { user = user.Identity?.Name });
    }

    private static async Task<IResult> SignInAsync([FromForm] string? user, HttpContext context, ICreditLedger ledger, TimeProvider clock)
    {
        var name = user?.Trim() ?? string.Empty;
        if (name.Length is 0 or > NameLengthMax || name.Any(char.IsControl))
        {
            return Results.Problem($"The field 'user' must have from 1 to {NameLengthMax} characters.", statusCode: StatusCodes.Status400BadRequest);
        }

        await WelcomeAsync(new AccountId(name), ledger, clock.GetUtcNow());
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, name), new Claim(ClaimTypes.Name, name)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        return Results.NoContent();
    }

    // The ids are the keys: who signs in again gets nothing twice, and keeps the first expiry.
    private static async Task WelcomeAsync(AccountId account, ICreditLedger ledger, DateTimeOffset now)
    {
        await GrantAsync("welcome", 4, TimeSpan.FromDays(7));
        await GrantAsync("trial", 6, TimeSpan.FromDays(90));

        Task GrantAsync(string id, long amount, TimeSpan lifetime) => ledger.GrantAsync(new GrantCredits
        {
            Account = account,
            Grant = new GrantId(id),
            Amount = new Credits(amount),
            ExpiresAt = now + lifetime,
        });
    }
}
