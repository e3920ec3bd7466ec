namespace Dressora;

/// <summary>What an account can spend, by grant.</summary>
internal sealed record BalanceBody(long Available, long Held, IReadOnlyList<GrantBody> Grants)
{
    public static BalanceBody From(CreditBalance balance) => new(
        balance.Available.Value, balance.Held.Value, [.. balance.Grants.Select(GrantBody.From)]);
}

/// <summary>One grant, in the order in which grants are spent.</summary>
internal sealed record GrantBody(string Id, long Amount, long Available, long Held, DateTimeOffset? ExpiresAt)
{
    public static GrantBody From(CreditGrant grant) => new(
        grant.Id.Value, grant.Amount.Value, grant.Available.Value, grant.Held.Value, grant.ExpiresAt);
}
