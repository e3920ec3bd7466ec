namespace Dressora.PostgreSql.Tests;

/// <summary>Operations with what a test does not care about filled in.</summary>
internal static class Some
{
    public static readonly AccountId Alice = new("alice");

    public static GrantCredits Grant(string id, long amount, string account = "alice", DateTimeOffset? expiresAt = null) =>
        new() { Account = new AccountId(account), Grant = new GrantId(id), Amount = new Credits(amount), ExpiresAt = expiresAt };

    public static FreezeCredits Freeze(string id, long amount, string account = "alice", TimeSpan? lifetime = null) => new()
    {
        Account = new AccountId(account),
        Hold = new HoldId(id),
        Amount = new Credits(amount),
        Lifetime = lifetime ?? TimeSpan.FromHours(1),
    };

    public static SettleCredits Settle(string id, long amount, string account = "alice") =>
        new() { Account = new AccountId(account), Hold = new HoldId(id), Amount = new Credits(amount) };
}
