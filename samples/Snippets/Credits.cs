using Dressora;

namespace Snippets;

internal static class CreditsOfAnAccount
{
    public static async Task MoveAsync(ICreditLedger ledger, AccountId alice, DateTimeOffset inAMonth)
    {
        // snippet: ledger
        await ledger.GrantAsync(new() { Account = alice, Grant = new("charge-7"), Amount = new(100), ExpiresAt = inAMonth });
        await ledger.FreezeAsync(new() { Account = alice, Hold = new("work-1"), Amount = new(8), Lifetime = TimeSpan.FromHours(1) });
        await ledger.SettleAsync(new() { Account = alice, Hold = new("work-1"), Amount = new(6) });   // 6 charged, 2 back
        // end-snippet
    }
}
