using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Dressora.Histories;

/// <summary>
/// Operations of every kind, the same for the same seed: few ids, so that keys come again with
/// the same and with another payload, amounts near the balance, deadlines and expiries near now.
/// </summary>
internal sealed class RandomHistory(int seed, FakeTimeProvider clock)
{
    private const int Ids = 12;

    private readonly Random _random = new(seed);

    public static IReadOnlyList<AccountId> Accounts { get; } = [new("alice"), new("bob"), new("Ünïcode")];

    /// <summary>Lets some time pass.</summary>
    public void Wait() => clock.Advance(TimeSpan.FromSeconds(_random.Next(0, 12)));

    /// <summary>Does one operation, and returns what was answered.</summary>
    public async Task<string> StepAsync(ICreditLedger ledger)
    {
        var answer = await DoAsync(ledger);
        return $"{answer.GetType().FullName} {JsonSerializer.Serialize(answer, answer.GetType())}";
    }

    private async Task<CreditResult> DoAsync(ICreditLedger ledger)
    {
        var (account, id, amount) = (Accounts[_random.Next(Accounts.Count)], _random.Next(Ids), new Credits(_random.Next(1, 8)));
        return _random.Next(12) switch
        {
            0 or 1 => await ledger.GrantAsync(Grant(account, id, amount)),
            2 or 3 or 4 => await ledger.FreezeAsync(new FreezeCredits
            {
                Account = account,
                Hold = new HoldId($"h{id}"),
                Amount = amount,
                Lifetime = TimeSpan.FromSeconds(_random.Next(1, 40)),
                RememberDenial = _random.Next(3) > 0,
            }),
            5 or 6 => await ledger.SettleAsync(
                new SettleCredits { Account = account, Hold = new HoldId($"h{id}"), Amount = amount, Reacquire = _random.Next(2) == 0 }),
            7 => await ledger.ReleaseAsync(
                new ReleaseCredits { Account = account, Hold = new HoldId($"h{id}"), Reason = (ReleaseReason)_random.Next(3) }),
            8 => await ledger.RefundAsync(new RefundCredits
            {
                Account = account,
                Hold = new HoldId($"h{id}"),
                Key = new OperationKey($"r{_random.Next(Ids)}"),
                Amount = amount,
            }),
            9 => await ledger.RevokeAsync(new RevokeCredits
            {
                Account = account,
                Grant = new GrantId($"g{id}"),
                Key = new OperationKey($"v{_random.Next(Ids)}"),
                Amount = _random.Next(2) == 0 ? amount : null,
                Note = "charged back",
            }),
            10 => await ledger.AdjustAsync(
                new AdjustCredits { Account = account, Hold = new HoldId($"a{id}"), Amount = amount, Note = "by \"hand\", \u20ac" }),
            _ => await ledger.ExtendAsync(new ExtendCredits
            {
                Account = account,
                Hold = new HoldId($"h{id}"),
                Lifetime = TimeSpan.FromSeconds(_random.Next(1, 90)),
            }),
        };
    }

    private GrantCredits Grant(AccountId account, int id, Credits amount) => new()
    {
        Account = account,
        Grant = new GrantId($"g{id}"),
        Amount = amount,
        Priority = _random.Next(3) - 1,
        EffectiveAt = _random.Next(4) == 0 ? clock.GetUtcNow().AddSeconds(_random.Next(20)) : null,
        ExpiresAt = _random.Next(3) == 0 ? null : clock.GetUtcNow().AddSeconds(_random.Next(20, 60)),
        Metadata = _random.Next(2) == 0 ? $"pack \"{id}\"" : null,
    };
}
