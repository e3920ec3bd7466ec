namespace Dressora.Ledger.Tests.Model;

/// <summary>Operations on Alice's account, with times in minutes.</summary>
internal static class Some
{
    public static GrantCredits Grant(string id, long amount, double? expires = null, int priority = 0, double? effective = null) => new()
    {
        Account = Histories.Alice,
        Grant = new GrantId(id),
        Amount = new Credits(amount),
        Priority = priority,
        ExpiresAt = expires is { } e ? Till.Minute(e) : null,
        EffectiveAt = effective is { } f ? Till.Minute(f) : null,
    };

    public static FreezeCredits Freeze(string id, long amount, double lifetime = 60) => new()
    {
        Account = Histories.Alice,
        Hold = new HoldId(id),
        Amount = new Credits(amount),
        Lifetime = TimeSpan.FromMinutes(lifetime),
    };

    public static SettleCredits Settle(string id, long amount) =>
        new() { Account = Histories.Alice, Hold = new HoldId(id), Amount = new Credits(amount) };

    public static ReleaseCredits Release(string id, ReleaseReason reason = ReleaseReason.Failed) =>
        new() { Account = Histories.Alice, Hold = new HoldId(id), Reason = reason };

    public static ExtendCredits Extend(string id, double lifetime = 60) =>
        new() { Account = Histories.Alice, Hold = new HoldId(id), Lifetime = TimeSpan.FromMinutes(lifetime) };

    public static AdjustCredits Adjust(string id, long amount) =>
        new() { Account = Histories.Alice, Hold = new HoldId(id), Amount = new Credits(amount), Note = "by hand" };

    public static RefundCredits Refund(string key, string hold, long amount) =>
        new() { Account = Histories.Alice, Key = new OperationKey(key), Hold = new HoldId(hold), Amount = new Credits(amount) };

    public static RevokeCredits Revoke(string key, string grant, long? amount = null) => new()
    {
        Account = Histories.Alice,
        Key = new OperationKey(key),
        Grant = new GrantId(grant),
        Amount = amount is { } some ? new Credits(some) : null,
    };
}
