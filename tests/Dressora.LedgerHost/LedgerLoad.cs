using System.Diagnostics;

namespace Dressora.LedgerHost;

/// <summary>
/// One writer: operations on accounts of which a few are hot, with few ids, so that keys come
/// again with the same and with another payload, and deadlines that come while it works.
/// </summary>
public sealed class LedgerLoad(ICreditLedger ledger, int seed, int accounts)
{
    private const int Ids = 400;

    private readonly Random _random = new(seed);

    /// <summary>Does one operation, and tells what came of it.</summary>
    public async Task<LedgerCall> StepAsync()
    {
        var account = new AccountId($"account-{Zipf(accounts)}");
        var (id, amount) = ($"h{_random.Next(Ids)}", _random.Next(1, 5));
        var begun = Stopwatch.GetTimestamp();
        return _random.Next(100) switch
        {
            < 4 => Answered(begun, account, "grant", $"g{id}", null, 10 * amount, await ledger.GrantAsync(new GrantCredits
            {
                Account = account,
                Grant = new GrantId($"g{id}"),
                Amount = new Credits(10 * amount),
                Priority = amount % 2,
            })),
            < 46 => Answered(begun, account, "freeze", id, null, amount, await ledger.FreezeAsync(new FreezeCredits
            {
                Account = account,
                Hold = new HoldId(id),
                Amount = new Credits(amount),
                Lifetime = _random.Next(4) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 40)) : TimeSpan.FromHours(1),
            })),
            < 72 => Answered(begun, account, "settle", id, null, amount, await ledger.SettleAsync(
                new SettleCredits { Account = account, Hold = new HoldId(id), Amount = new Credits(amount), Reacquire = amount == 1 })),
            < 86 => Answered(begun, account, "release", id, null, 0, await ledger.ReleaseAsync(
                new ReleaseCredits { Account = account, Hold = new HoldId(id), Reason = ReleaseReason.Failed })),
            < 93 => Answered(begun, account, "refund", id, $"r{id}", amount, await ledger.RefundAsync(
                new RefundCredits { Account = account, Hold = new HoldId(id), Key = new OperationKey($"r{id}"), Amount = new Credits(amount) })),
            < 96 => Answered(begun, account, "revoke", $"g{id}", $"v{id}", amount, await ledger.RevokeAsync(
                new RevokeCredits { Account = account, Grant = new GrantId($"g{id}"), Key = new OperationKey($"v{id}"), Amount = new Credits(amount) })),
            _ => Answered(begun, account, "adjust", $"a{id}", null, amount, await ledger.AdjustAsync(
                new AdjustCredits { Account = account, Hold = new HoldId($"a{id}"), Amount = new Credits(amount), Note = "by hand" })),
        };
    }

    private static LedgerCall Answered(
        long begun, AccountId account, string operation, string id, string? key, long amount, CreditResult result)
    {
        var refusal = result switch
        {
            SettleResult.Refused refused => refused.Reason.ToString(),
            RefundResult.Refused refused => refused.Reason.ToString(),
            RevokeResult.Refused refused => refused.Reason.ToString(),
            _ => null,
        };
        return new LedgerCall(
            begun, Stopwatch.GetTimestamp(), account.Value, operation, id, key, amount, result.GetType().Name, refusal, result.Sequence);
    }

    /// <summary>The first few of many are chosen most of the time: 1, 1/2, 1/3 and so on.</summary>
    private int Zipf(int count)
    {
        var sum = Enumerable.Range(1, count).Sum(rank => 1.0 / rank);
        var point = _random.NextDouble() * sum;
        for (var rank = 1; rank < count; rank++)
        {
            point -= 1.0 / rank;
            if (point < 0)
            {
                return rank;
            }
        }

        return count;
    }
}
